import type { z } from 'zod';
import type { OwnedDb } from '../db/owned.ts';
import { type Answered, askInTurn } from './fallback.ts';
import { readJson } from './partialJson.ts';
import type { AiError, AiRequest, Provider } from './provider.ts';
import type { Asking } from './retry.ts';

type Purpose = 'summary' | 'email' | 'tidy' | 'person' | 'brief';

/** Whom to ask, for how long, and when; what one request of a browser needs to ask. */
export interface Ai extends Asking {
  providers: readonly Provider[];
  now: Date;
  /** Told each provider that failed, before the next is asked. */
  onFailure?: (provider: Provider, error: AiError) => void;
}

/** Asks, keeps the count of it, and gives what `read` makes of the answer. @throws AiError */
export async function ask<T>(
  db: OwnedDb,
  ai: Ai,
  purpose: Purpose,
  request: AiRequest,
  read: (json: string) => T | undefined,
): Promise<Answered<T>> {
  const answered = await askInTurn(ai.providers, request, ai, read, ai.onFailure);
  const { provider, model, tokensIn: tokens_in, tokensOut: tokens_out } = answered.answer;
  const row = { purpose, provider, model: model.slice(0, 100), tokens_in, tokens_out, created_at: ai.now };
  await db.aiCall.create({ data: { ...row, user_id: db.userId } });
  return answered;
}

/** A reader for `ask`: JSON of this shape. */
export function shaped<S extends z.ZodType>(schema: S): (json: string) => z.output<S> | undefined {
  return (json) => schema.safeParse(readJson(json)).data;
}
