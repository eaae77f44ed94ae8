import { type AiAnswer, AiError, type AiProblem, type AiRequest, type Provider } from './provider.ts';
import { type Asking, askOnce } from './retry.ts';

/** Nobody else could do better. */
const final: AiProblem[] = ['cancelled', 'tooLong'];

export interface Answered<T> {
  value: T;
  answer: AiAnswer;
}

/**
 * Asks the providers in their order until one gives an answer that `read` understands (`undefined`: it does not).
 * `onFailure` is told each that did not. @throws AiError the first one's problem when none did
 */
export async function askInTurn<T>(
  providers: readonly Provider[],
  request: AiRequest,
  asking: Asking,
  read: (json: string) => T | undefined,
  onFailure: (provider: Provider, error: AiError) => void = () => {},
): Promise<Answered<T>> {
  let first: AiError | undefined;
  for (const provider of providers) {
    try {
      const answer = await askOnce(provider, request, asking);
      const value = read(answer.json);
      if (value !== undefined) return { value, answer };
      throw new AiError('unreadable');
    } catch (error) {
      if (!(error instanceof AiError) || final.includes(error.problem)) throw error;
      first ??= error;
      onFailure(provider, error);
    }
  }
  throw first ?? new AiError('failed');
}
