import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { sha256 } from '../core/sha256.ts';

/** How many turns in how many seconds; `name` is kept in `rate_limits` with the hash of whose they are. */
interface RateLimit {
  name: string;
  points: number;
  seconds: number;
}

const limiters = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

/** Takes one of somebody's turns, counted for all processes together: 0 when there was one, else the seconds to wait. */
export async function consumeRateLimit(pool: pg.Pool, turns: RateLimit, whose: string): Promise<number> {
  return getLimiter(pool, turns)
    .consume(sha256(whose))
    .then(() => 0, retryAfterSeconds);
}

/** What a limiter says of a turn, or rejects with when there is none, in seconds; throws on what is another failure. */
export function retryAfterSeconds(result: unknown): number {
  if (!(result instanceof RateLimiterRes)) throw result;
  return Math.max(1, Math.ceil(result.msBeforeNext / 1000));
}

/** All turns are free again. */
export async function resetRateLimit(pool: pg.Pool, turns: RateLimit, whose: string): Promise<void> {
  await getLimiter(pool, turns).delete(sha256(whose));
}

function getLimiter(pool: pg.Pool, { name, points, seconds }: RateLimit): RateLimiterPostgres {
  const ofPool = limiters.get(pool) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(pool, ofPool);
  const table = { storeClient: pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true };
  const limiter = ofPool.get(name) ?? new RateLimiterPostgres({ ...table, keyPrefix: name, points, duration: seconds });
  ofPool.set(name, limiter);
  return limiter;
}
