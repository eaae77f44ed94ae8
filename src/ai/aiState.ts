import type { Request, RequestHandler } from 'express';
import { getConfig } from '../http/request.ts';
import type { ProviderName } from './provider.ts';
import { configuredProviders } from './providers.ts';

declare global {
  namespace Express {
    interface Locals {
      ai: AiState;
    }
  }
}

/** Whether this user may use AI; every view has it as `ai`. */
interface AiState {
  configured: boolean;
  /** Configured, and switched on by the user. */
  on: boolean;
  /** The user agreed to send entries to all configured providers. */
  agreed: boolean;
  providers: ProviderName[];
}

export function getAiState(req: Request): AiState {
  const providers = configuredProviders(getConfig(req)).map(({ name }) => name);
  const consent = req.user?.ai_consent.split(',') ?? [];
  return {
    configured: providers.length > 0,
    on: providers.length > 0 && req.user?.ai_enabled === true,
    agreed: providers.every((name) => consent.includes(name)),
    providers,
  };
}

export const aiState: RequestHandler = (req, res, next) => {
  res.locals.ai = getAiState(req);
  next();
};
