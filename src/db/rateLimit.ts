import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { sha256 } from '../core/sha256.ts';
import { prepared } from './sql/statement.ts';

interface RateLimit {
  name: string;
  points: number;
  seconds: number;
}

const limiters = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

/** Counts one use of a key, across all processes. Returns the seconds to wait, 0 within the limit. */
export async function consumeRateLimit(pool: pg.Pool, limit: RateLimit, key: string): Promise<number> {
  return getLimiter(pool, limit)
    .consume(sha256(key))
    .then(() => 0, retryAfterSeconds);
}

export function retryAfterSeconds(result: unknown): number {
  if (!(result instanceof RateLimiterRes)) throw result;
  return Math.max(1, Math.ceil(result.msBeforeNext / 1000));
}

/** Gives one use back, when what it was counted for did not happen. */
export async function returnRateLimit(pool: pg.Pool, limit: RateLimit, key: string): Promise<void> {
  await getLimiter(pool, limit).reward(sha256(key));
}

export async function resetRateLimit(pool: pg.Pool, limit: RateLimit, key: string): Promise<void> {
  await getLimiter(pool, limit).delete(sha256(key));
}

function getLimiter(pool: pg.Pool, { name, points, seconds }: RateLimit): RateLimiterPostgres {
  const ofPool = limiters.get(pool) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(pool, ofPool);
  const table = { ...limiterTable(pool), keyPrefix: name };
  const limiter = ofPool.get(name) ?? new RateLimiterPostgres({ ...table, points, duration: seconds });
  ofPool.set(name, limiter);
  return limiter;
}

/** The library names its statements itself, which a pooler may not carry. */
export function limiterTable(pool: pg.Pool) {
  const query = ({ text, values }: { text: string; values: unknown[] }) => pool.query(prepared(text, values));
  return { storeClient: { query }, storeType: 'pool', tableName: 'rate_limits', tableCreated: true };
}
