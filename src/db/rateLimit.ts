import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { sha256 } from '../core/sha256.ts';

/** How many turns in how many seconds; `name` is kept in `rate_limits` with the hash of whose they are. */
interface Turns {
  name: string;
  points: number;
  seconds: number;
}

const made = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

/** Takes one of somebody's turns, counted for all processes together: 0 when there was one, else the seconds to wait. */
export async function takeTurn(pool: pg.Pool, turns: Turns, whose: string): Promise<number> {
  return limiterOf(pool, turns)
    .consume(sha256(whose))
    .then(() => 0, secondsToWait);
}

/** What a limiter says of a turn, or rejects with when there is none, in seconds; throws on what is another failure. */
export function secondsToWait(result: unknown): number {
  if (!(result instanceof RateLimiterRes)) throw result;
  return Math.max(1, Math.ceil(result.msBeforeNext / 1000));
}

/** All turns are free again. */
export async function giveBackTurns(pool: pg.Pool, turns: Turns, whose: string): Promise<void> {
  await limiterOf(pool, turns).delete(sha256(whose));
}

function limiterOf(pool: pg.Pool, { name, points, seconds }: Turns): RateLimiterPostgres {
  const ofPool = made.get(pool) ?? new Map<string, RateLimiterPostgres>();
  made.set(pool, ofPool);
  const table = { storeClient: pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true };
  const limiter = ofPool.get(name) ?? new RateLimiterPostgres({ ...table, keyPrefix: name, points, duration: seconds });
  ofPool.set(name, limiter);
  return limiter;
}
