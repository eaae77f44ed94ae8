import { AiError } from './provider.ts';

/** For `catch`: what a provider did wrong is told; anything else is an error of ours. */
export function providerFault(error: unknown): AiError {
  if (error instanceof AiError) return error;
  throw error;
}
