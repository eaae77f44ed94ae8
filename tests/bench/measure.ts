// One server under load with one page: requests, response times and CPU time.
import autocannon from 'autocannon';
import { cpuMs } from './processes.ts';
import type { RunningServer } from './server.ts';

export interface Measurement {
  requests: number;
  seconds: number;
  /** Response time of each request in milliseconds. */
  times: number[];
  /** Answers with an unexpected status, and missing ones. */
  failed: number;
  nodeMs: number;
  postgresMs: number;
}

export interface Meter {
  postmaster: number;
  resetStatements(): Promise<void>;
  countStatements(): Promise<number>;
}

export interface Workload {
  path: string;
  headers: Record<string, string>;
  expects: number;
  /** Builds each request of a form. */
  setupRequest?: (request: autocannon.Request, context: object) => autocannon.Request;
}

const connections = 8;

export async function measure(
  side: RunningServer,
  load: Workload,
  seconds: number,
  meter: Meter,
): Promise<Measurement> {
  const before = [cpuMs(side.pid), cpuMs(meter.postmaster)] as const;
  const fired = await runLoad(side.origin, load, seconds);
  const after = [cpuMs(side.pid), cpuMs(meter.postmaster)] as const;
  return { ...fired, nodeMs: after[0] - before[0], postgresMs: after[1] - before[1] };
}

const counted = 20;

/** Sends requests one after the other, so that none is cut off, and averages their statements. */
export async function statementsPerRequest(side: RunningServer, load: Workload, meter: Meter): Promise<number> {
  await meter.resetStatements();
  for (let n = 0; n < counted; n++) await (await requestOnce(side, load)).arrayBuffer();
  return (await meter.countStatements()) / counted;
}

export function requestOnce({ origin }: RunningServer, { path, headers, setupRequest }: Workload): Promise<Response> {
  const { body, headers: own } = setupRequest?.({ headers }, {}) ?? { headers };
  const method = setupRequest ? 'POST' : 'GET';
  return fetch(origin + path, { method, headers: own as typeof headers, body: body as string, redirect: 'manual' });
}

/** Puts a server under load without measuring CPU time, also to warm it up. */
export async function runLoad(origin: string, load: Workload, seconds: number) {
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
