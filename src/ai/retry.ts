import { setTimeout as wait } from 'node:timers/promises';
import { type AiAnswer, AiError, type AiRequest, type Provider } from './provider.ts';

const backOffMs = 700;
/** A provider that asks for more is as good as one that does not answer. */
const longestWaitMs = 8_000;

export interface Asking {
  /** Aborted when the browser leaves. */
  signal: AbortSignal;
  timeoutMs: number;
  onText?: ((json: string) => void) | undefined;
}

/** Asks one provider, a second time when its trouble may pass; all of it within the time limit. @throws AiError */
export async function askOnce(provider: Provider, request: AiRequest, asking: Asking): Promise<AiAnswer> {
  const limit = AbortSignal.timeout(asking.timeoutMs);
  const signal = AbortSignal.any([asking.signal, limit]);
  const attempt = () => provider.ask(request, signal, asking.onText ?? (() => {}));
  try {
    return await attempt().catch((error: AiError) => again(error, signal, attempt));
  } catch (error) {
    if (asking.signal.aborted) throw new AiError('cancelled');
    throw limit.aborted ? new AiError('timeout') : error;
  }
}

async function again(error: AiError, signal: AbortSignal, attempt: () => Promise<AiAnswer>): Promise<AiAnswer> {
  const ms = error.retryAfterMs ?? backOffMs * (0.75 + Math.random() / 2);
  if (!error.passing || ms > longestWaitMs || signal.aborted) throw error;
  await wait(ms, undefined, { signal });
  return attempt();
}
