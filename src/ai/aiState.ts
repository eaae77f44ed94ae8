import type { Request, RequestHandler } from 'express';
import { configOf } from '../http/request.ts';
import type { ProviderName } from './provider.ts';
import { providersOf } from './providers.ts';

/** Whether this user may ask a model, as every view sees it (`ai`). */
interface AiState {
  /** The operator set a key. */
  configured: boolean;
  /** Configured, and the user's own switch is on. */
  on: boolean;
  /** The user agreed to send entries to every provider that may be asked. */
  agreed: boolean;
  providers: ProviderName[];
}

export function aiStateOf(req: Request): AiState {
  const providers = providersOf(configOf(req)).map(({ name }) => name);
  const consent = req.user?.ai_consent.split(',') ?? [];
  return {
    configured: providers.length > 0,
    on: providers.length > 0 && req.user?.ai_enabled === true,
    agreed: providers.every((name) => consent.includes(name)),
    providers,
  };
}

/** Tells the views; costs no query. */
export const aiState: RequestHandler = (req, res, next) => {
  res.locals['ai'] = aiStateOf(req);
  next();
};
