// One side of a page under load: how many requests a second, how long each took, and what it cost.
import autocannon from 'autocannon';
import { cpuMs } from './processes.ts';
import type { Running } from './running.ts';

export interface Measured {
  requests: number;
  seconds: number;
  /** Of each request, milliseconds. */
  times: number[];
  /** Answers of another status than the right one, and those that never came. */
  failed: number;
  nodeMs: number;
  postgresMs: number;
}

export interface Meter {
  postmaster: number;
  resetStatements(): Promise<void>;
  countStatements(): Promise<number>;
}

export interface Load {
  path: string;
  headers: Record<string, string>;
  expects: number;
  /** For a form: each request is made by it. */
  setupRequest?: (request: autocannon.Request, context: object) => autocannon.Request;
}

const connections = 8;

export async function measure(side: Running, load: Load, seconds: number, meter: Meter): Promise<Measured> {
  const before = [cpuMs(side.pid), cpuMs(meter.postmaster)] as const;
  const fired = await fire(side.origin, load, seconds);
  const after = [cpuMs(side.pid), cpuMs(meter.postmaster)] as const;
  return { ...fired, nodeMs: after[0] - before[0], postgresMs: after[1] - before[1] };
}

const counted = 20;

/** For one request: of some that are asked one after the other, so that none is broken off. */
export async function statementsOf(side: Running, load: Load, meter: Meter): Promise<number> {
  await meter.resetStatements();
  for (let n = 0; n < counted; n++) await (await askOnce(side, load)).arrayBuffer();
  return (await meter.countStatements()) / counted;
}

export function askOnce({ origin }: Running, { path, headers, setupRequest }: Load): Promise<Response> {
  const { body, headers: own } = setupRequest?.({ headers }, {}) ?? { headers };
  const method = setupRequest ? 'POST' : 'GET';
  return fetch(origin + path, { method, headers: own as typeof headers, body: body as string, redirect: 'manual' });
}

/** Without measuring what it costs; for warming up, too. */
export async function fire(origin: string, load: Load, seconds: number) {
  const { path, headers, expects, setupRequest } = load;
  const times: number[] = [];
  let wrong = 0;
  const started = performance.now();
  const { errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url: origin + path, connections, duration: seconds, headers };
    const form = setupRequest && { requests: [{ method: 'POST' as const, path, setupRequest }] };
    const running = autocannon({ ...options, ...form }, (error, result) => (error ? reject(error) : resolve(result)));
    running.on('response', (_client, status, _bytes, time) => {
      times.push(time);
      if (status !== expects) wrong++;
    });
  });
  const failed = wrong + errors + timeouts;
  return { requests: times.length, seconds: (performance.now() - started) / 1000, times, failed };
}
