import type { z } from 'zod';
import type { OwnedDb } from '../db/owned.ts';
import { parseAnswerJson } from './answerJson.ts';
import { askWithFallback, type ParsedAnswer } from './fallback.ts';
import type { AiError, AiRequest, Provider } from './provider.ts';
import type { AskOptions } from './retry.ts';

type Purpose = 'summary' | 'email' | 'tidy' | 'person' | 'brief';

export interface AiContext extends AskOptions {
  providers: readonly Provider[];
  now: Date;
  onFailure?: (provider: Provider, error: AiError) => void;
}

/** Asks the providers, records the tokens used and returns the parsed answer. @throws AiError */
export async function ask<T>(
  db: OwnedDb,
  ai: AiContext,
  purpose: Purpose,
  request: AiRequest,
  parse: (json: string) => T | undefined,
): Promise<ParsedAnswer<T>> {
  const parsed = await askWithFallback(ai.providers, request, ai, parse, ai.onFailure);
  const { provider, model, tokensIn: tokens_in, tokensOut: tokens_out } = parsed.answer;
  const row = { purpose, provider, model: model.slice(0, 100), tokens_in, tokens_out, created_at: ai.now };
  await db.aiCall.create({ data: { ...row, user_id: db.userId } });
  return parsed;
}

/** A parser for `ask`; undefined when the answer does not match the schema. */
export function parseAs<S extends z.ZodType>(schema: S): (json: string) => z.output<S> | undefined {
  return (json) => schema.safeParse(parseAnswerJson(json)).data;
}
