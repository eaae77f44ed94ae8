import { type AiAnswer, AiError, type AiProblem, type AiRequest, type Provider } from './provider.ts';
import { type AskOptions, askWithRetry } from './retry.ts';

/** Problems that another provider would have too. */
const finalProblems: AiProblem[] = ['canceled', 'tooLong'];

export interface ParsedAnswer<T> {
  value: T;
  answer: AiAnswer;
}

/**
 * Asks the providers in order until `parse` accepts an answer (it returns undefined for an unreadable one).
 * @throws AiError the problem of the first provider when all of them failed
 */
export async function askWithFallback<T>(
  providers: readonly Provider[],
  request: AiRequest,
  options: AskOptions,
  parse: (json: string) => T | undefined,
  onFailure: (provider: Provider, error: AiError) => void = () => {},
): Promise<ParsedAnswer<T>> {
  let first: AiError | undefined;
  for (const provider of providers) {
    try {
      const answer = await askWithRetry(provider, request, options);
      const value = parse(answer.json);
      if (value !== undefined) return { value, answer };
      throw new AiError('unreadable');
    } catch (error) {
      if (!(error instanceof AiError) || finalProblems.includes(error.problem)) throw error;
      first ??= error;
      onFailure(provider, error);
    }
  }
  throw first ?? new AiError('failed');
}
