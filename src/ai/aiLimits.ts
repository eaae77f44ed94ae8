import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

const daySeconds = 86_400;
const made = new WeakMap<pg.Pool, RateLimiterPostgres>();

/** Too many questions today. */
export class AiLimitReached extends Error {
  readonly perDay: number;
  /** Seconds until the first may be asked again. */
  readonly wait: number;

  constructor(perDay: number, wait: number) {
    super('AI limit reached');
    this.perDay = perDay;
    this.wait = wait;
  }
}

/**
 * Counts a question of this user, for all processes together (table `rate_limits`), before it is asked.
 * @throws AiLimitReached past `perDay` within 24 hours of the first
 */
export async function takeTurn(pool: pg.Pool, userId: number, perDay: number): Promise<void> {
  const limiter = made.get(pool) ?? makeLimiter(pool);
  made.set(pool, limiter);
  const { consumedPoints, msBeforeNext } = await limiter.penalty(String(userId)).catch(pass);
  if (consumedPoints > perDay) throw new AiLimitReached(perDay, Math.max(1, Math.ceil(msBeforeNext / 1000)));
}

// The limit is a setting, so what counts is compared above; the limiter's own is out of the way.
function makeLimiter(pool: pg.Pool): RateLimiterPostgres {
  const table = { storeClient: pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true };
  const points = Number.MAX_SAFE_INTEGER;
  return new RateLimiterPostgres({ ...table, keyPrefix: 'ai', points, duration: daySeconds });
}

function pass(result: unknown): RateLimiterRes {
  if (result instanceof RateLimiterRes) return result;
  throw result;
}
