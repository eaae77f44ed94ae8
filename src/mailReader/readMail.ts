import type { Worker } from 'node:worker_threads';
import { startThread } from '../core/workerThread.ts';
import { log } from '../log/log.ts';
import type { OwnerContext } from './mail.ts';
import type { MailSource, ReadMailResult } from './readSource.ts';

interface ReadLimits {
  milliseconds: number;
  megabytes: number;
}

const usualLimits: ReadLimits = { milliseconds: 15_000, megabytes: 384 };
const readMailThread = { name: 'readMailThread', source: new URL('./readMailThread.ts', import.meta.url) };

let lastRead: Promise<unknown> = Promise.resolve();

/** Reads one mail at a time in a thread, so that other requests are answered whatever is in it. Never throws for it. */
export function readMail(source: MailSource, owner: OwnerContext, limits = usualLimits): Promise<ReadMailResult> {
  const read = lastRead.then(() => readInThread(source, owner, limits));
  lastRead = read.catch(() => undefined);
  return read;
}

async function readInThread(source: MailSource, owner: OwnerContext, limits: ReadLimits): Promise<ReadMailResult> {
  const thread = await startThread(readMailThread, {
    workerData: { source, owner },
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 64 },
  });
  const timer = setTimeout(() => void thread.terminate(), limits.milliseconds);
  try {
    return await answerOf(thread);
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

/** A thread that ends before it answers has reached its limit of time or memory, or has a bug. */
function answerOf(thread: Worker): Promise<ReadMailResult> {
  return new Promise((resolve) => {
    thread.once('message', resolve);
    thread.on('exit', () => resolve({ ok: false, problem: 'tooMuch' }));
    thread.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') log.error({ err: error }, 'a mail could not be read');
      resolve({ ok: false, problem: 'tooMuch' });
    });
  });
}
