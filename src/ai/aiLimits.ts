import type pg from 'pg';
import { consumeRateLimit } from '../db/rateLimit.ts';

const daySeconds = 86_400;

export class AiLimitError extends Error {
  readonly perDay: number;
  readonly retryAfterSeconds: number;

  constructor(perDay: number, retryAfterSeconds: number) {
    super('AI limit reached');
    this.perDay = perDay;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Counts a request of this user, for all processes together. @throws AiLimitError after `perDay` requests in 24 hours
 */
export async function consumeAiRequest(pool: pg.Pool, userId: number, perDay: number): Promise<void> {
  const limit = { name: 'ai', points: perDay, seconds: daySeconds };
  const retryAfterSeconds = await consumeRateLimit(pool, limit, String(userId));
  if (retryAfterSeconds > 0) throw new AiLimitError(perDay, retryAfterSeconds);
}
