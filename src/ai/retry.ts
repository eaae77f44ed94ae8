import { setTimeout as delay } from 'node:timers/promises';
import { type AiAnswer, AiError, type AiRequest, type Provider } from './provider.ts';

const backoffMs = 700;
/** A provider that asks for a longer wait counts as failed. */
const maxWaitMs = 8_000;

export interface AskOptions {
  /** Aborted when the browser disconnects. */
  signal: AbortSignal;
  timeoutMs: number;
  onProgress?: ((json: string) => void) | undefined;
}

/** Asks one provider, and once more after a retryable error. The timeout covers both attempts. @throws AiError */
export async function askWithRetry(provider: Provider, request: AiRequest, options: AskOptions): Promise<AiAnswer> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([options.signal, timeout]);
  const attempt = () => provider.ask(request, signal, options.onProgress ?? (() => {}));
  try {
    return await attempt().catch((error: AiError) => retryOnce(error, signal, attempt));
  } catch (error) {
    if (options.signal.aborted) throw new AiError('canceled');
    throw timeout.aborted ? new AiError('timeout') : error;
  }
}

async function retryOnce(error: AiError, signal: AbortSignal, attempt: () => Promise<AiAnswer>): Promise<AiAnswer> {
  const ms = error.retryAfterMs ?? backoffMs * (0.75 + Math.random() / 2);
  if (!error.retryable || ms > maxWaitMs || signal.aborted) throw error;
  await delay(ms, undefined, { signal });
  return attempt();
}
