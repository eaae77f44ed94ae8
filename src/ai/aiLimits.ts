import type pg from 'pg';
import { takeTurn } from '../db/rateLimit.ts';

const daySeconds = 86_400;

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
 * Counts a question of this user, for all processes together, before it is asked.
 * @throws AiLimitReached past `perDay` within 24 hours of the first
 */
export async function takeQuestion(pool: pg.Pool, userId: number, perDay: number): Promise<void> {
  const wait = await takeTurn(pool, { name: 'ai', points: perDay, seconds: daySeconds }, String(userId));
  if (wait > 0) throw new AiLimitReached(perDay, wait);
}
