import { AiError } from './provider.ts';

/** For `.catch()`: returns the problem of a provider and rethrows every other error. */
export function returnAiError(error: unknown): AiError {
  if (error instanceof AiError) return error;
  throw error;
}
