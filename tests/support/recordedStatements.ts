// Records what the app sends to the database while it answers requests, and during work in record(). Queries by tests
// themselves are not recorded.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { Server } from 'node:http';
import pg from 'pg';

const reason = new AsyncLocalStorage<string>();
const { emit } = Server.prototype;
const { query } = pg.Client.prototype;
const { connect } = pg.Pool.prototype;

/** Texts with the methods of the requests; `work` for what is no request. */
export const recordedStatements = new Map<string, Set<string>>();

export function record<Result>(work: () => Result): Result {
  return reason.run('work', work);
}

Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]) {
  const go = () => Reflect.apply(emit, this, [event, ...args]) as boolean;
  return event === 'request' ? reason.run((args[0] as { method: string }).method, go) : go();
};

pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const by = reason.getStore();
  const text = textOf(args[0]);
  if (by !== undefined && text !== undefined) note(text, by);
  return Reflect.apply(query, this, args);
} as typeof query;

// A waiting request gets its connection in the async context of the request that released it.
pg.Pool.prototype.connect = function (this: pg.Pool, ...args: unknown[]) {
  const bound = args.map((arg) => (typeof arg === 'function' ? AsyncResource.bind(arg as () => void) : arg));
  return Reflect.apply(connect, this, bound);
} as typeof connect;

function textOf(asked: unknown): string | undefined {
  const text = typeof asked === 'string' ? asked : (asked as { text?: unknown }).text;
  return typeof text === 'string' ? text : undefined;
}

function note(text: string, by: string): void {
  const known = recordedStatements.get(text) ?? new Set();
  recordedStatements.set(text, known.add(by));
}
