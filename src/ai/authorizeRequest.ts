import type { Request, Response } from 'express';
import { currentTime, getConfig, getDatabase, signedInUser } from '../http/request.ts';
import { log } from '../log/log.ts';
import { consumeAiRequest } from './aiLimits.ts';
import { saveConsent } from './aiSettings.service.ts';
import { getAiState } from './aiState.ts';
import type { AiContext } from './ask.service.ts';
import { configuredProviders } from './providers.ts';

/** `off`: no key, or switched off by the user; `consent`: the user has not agreed yet. */
export type AiDenial = 'off' | 'consent';

/**
 * Checks that AI is on, that the user has agreed (or agrees with this form), and counts the request against the daily
 * limit. The request to the provider is aborted when the browser disconnects.
 * @throws AiLimitError
 */
export async function authorizeRequest(req: Request, res: Response): Promise<AiContext | AiDenial> {
  const { on, agreed, providers } = getAiState(req);
  const user = signedInUser(req);
  if (!on) return 'off';
  if (!agreed && req.body?.consent !== providers.join(',')) return 'consent';
  if (!agreed) await recordConsent(req, res);

  const { ai } = getConfig(req);
  await consumeAiRequest(getDatabase(req).pool, user.id, ai.perDay);
  return {
    providers: configuredProviders(getConfig(req)),
    signal: abortOnDisconnect(res),
    timeoutMs: ai.timeoutMs,
    now: currentTime(req),
    onFailure: (provider, { problem }) => log.warn({ provider: provider.name, problem }, 'AI provider gave no answer'),
  };
}

async function recordConsent(req: Request, res: Response): Promise<void> {
  const user = signedInUser(req);
  const { providers } = getAiState(req);
  await saveConsent(getDatabase(req), user.id, providers);
  user.ai_consent = providers.join(',');
  res.locals.ai = getAiState(req);
}

function abortOnDisconnect(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableEnded) controller.abort();
  });
  return controller.signal;
}
