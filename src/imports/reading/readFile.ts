import { setImmediate as afterRequests } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../core/workerThread.ts';
import { log } from '../../log/log.ts';
import type { FieldError } from '../../validation/form.ts';
import type { SheetRow } from '../sheet.ts';
import type { FileOptions } from './rawSheet.ts';
import type { ReadSheet } from './readSheet.ts';

export type ReadResult = { ok: true; sheet: ReadSheet } | { ok: false; problem: FieldError };

/** The answers of the thread: first the sheet without its rows, then portions of rows on request. */
export type ThreadAnswer = { ok: true; sheet: ReadSheet } | { ok: false; problem: FieldError } | SheetRow[];

interface ReadLimits {
  milliseconds: number;
  megabytes: number;
}

const usualLimits: ReadLimits = { milliseconds: 30_000, megabytes: 512 };

const readFileThread = { name: 'readFileThread', source: new URL('./readFileThread.ts', import.meta.url) };

let lastRead: Promise<unknown> = Promise.resolve();

/**
 * Reads a file of any kind in a thread of its own, one file at a time, so that other requests are answered whatever it
 * contains. `bytes` is not changed. Never throws because of what is in the file.
 */
export function readFile(bytes: Uint8Array, options: FileOptions, limits = usualLimits): Promise<ReadResult> {
  const read = lastRead.then(() => readInThread(bytes, options, limits));
  lastRead = read.catch(() => undefined);
  return read;
}

async function readInThread(bytes: Uint8Array, options: FileOptions, limits: ReadLimits): Promise<ReadResult> {
  const thread = await startThread(readFileThread, {
    workerData: { bytes, options },
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 64 },
  });
  const timer = setTimeout(() => void thread.terminate(), limits.milliseconds);
  try {
    return await receive(thread);
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

async function receive(thread: Worker): Promise<ReadResult> {
  const ended = whenEnded(thread);
  const next = async <T extends ThreadAnswer>(): Promise<T | undefined> =>
    Promise.race([nextMessage<T>(thread), ended]);
  const result = await next<ReadResult>();
  if (!result?.ok) return result ?? tooMuch;
  const rows: SheetRow[] = [];
  for (;;) {
    thread.postMessage('more');
    const portion = await next<SheetRow[]>();
    if (!portion) return tooMuch;
    if (portion.length === 0) return { ok: true, sheet: { ...result.sheet, rows } };
    for (const row of portion) rows.push(row);
    await afterRequests();
  }
}

const tooMuch = { ok: false, problem: { key: 'imports.problem.tooMuch' } } as const;

function nextMessage<T extends ThreadAnswer>(thread: Worker): Promise<T> {
  return new Promise((resolve) => thread.once('message', resolve));
}

/** Resolves when the thread ends without an answer: at its limit of time or memory, or because of a bug. */
function whenEnded(thread: Worker): Promise<undefined> {
  return new Promise((resolve) => {
    thread.on('exit', () => resolve(undefined));
    thread.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') log.error({ err: error }, 'a file could not be read');
      resolve(undefined);
    });
  });
}
