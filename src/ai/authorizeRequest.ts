import type { Request, Response } from 'express';
import { configOf, databaseOf, nowOf, signedInUser } from '../http/request.ts';
import { log } from '../log/log.ts';
import { takeQuestion } from './aiLimits.ts';
import { agreeToSend } from './aiSettings.service.ts';
import { aiStateOf } from './aiState.ts';
import type { Ai } from './ask.service.ts';
import { providersOf } from './providers.ts';

/** Why nothing is asked: no key or switched off, or the user has not agreed yet. */
export type Held = 'off' | 'consent';

/**
 * Lets one press of a button ask the providers: AI is on, the user agreed (now, when the form says so), and the day's limit
 * is not reached. What is asked stops when the browser leaves.
 * @throws AiLimitReached
 */
export async function startTurn(req: Request, res: Response): Promise<Ai | Held> {
  const { on, agreed, providers } = aiStateOf(req);
  const user = signedInUser(req);
  if (!on) return 'off';
  if (!agreed && req.body?.consent !== providers.join(',')) return 'consent';
  if (!agreed) await agree(req, res);

  const { ai } = configOf(req);
  await takeQuestion(databaseOf(req).pool, user.id, ai.perDay);
  return {
    providers: providersOf(configOf(req)),
    signal: leavingOf(res),
    timeoutMs: ai.timeoutMs,
    now: nowOf(req),
    onFailure: (provider, { problem }) => log.warn({ provider: provider.name, problem }, 'AI provider gave no answer'),
  };
}

async function agree(req: Request, res: Response): Promise<void> {
  const user = signedInUser(req);
  const { providers } = aiStateOf(req);
  await agreeToSend(databaseOf(req), user.id, providers);
  user.ai_consent = providers.join(',');
  // What this answer shows is of after the agreement.
  res.locals['ai'] = aiStateOf(req);
}

function leavingOf(res: Response): AbortSignal {
  const leaving = new AbortController();
  res.once('close', () => {
    if (!res.writableEnded) leaving.abort();
  });
  return leaving.signal;
}
