export interface AiRequest {
  system: string;
  data: string;
  task: string;
  /** Sent as the only tool (Anthropic) or as the response format (OpenAI). */
  answer: { name: string; description: string; schema: Record<string, unknown> };
  maxTokens: number;
}

export interface AiAnswer {
  /** The provider's raw answer, not validated yet. */
  json: string;
  provider: ProviderName;
  model: string;
  tokensIn: number;
  tokensOut: number;
}

export type ProviderName = 'anthropic' | 'openai';

export interface Provider {
  readonly name: ProviderName;
  readonly model: string;
  /** Makes one attempt. Calls `onProgress` with the whole JSON text so far whenever more arrives. @throws AiError */
  ask(request: AiRequest, signal: AbortSignal, onProgress: (json: string) => void): Promise<AiAnswer>;
}

const aiProblems = [
  'wrongKey',
  'noCredit',
  'tooLong',
  'overloaded',
  'refused',
  'network',
  'timeout',
  'unreadable',
  'failed',
  'canceled',
] as const;
export type AiProblem = (typeof aiProblems)[number];

/** Why there is no answer; every problem has a message (`ai.problem`). */
export class AiError extends Error {
  readonly problem: AiProblem;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(problem: AiProblem, options: { retryable?: boolean; retryAfterMs?: number | undefined } = {}) {
    super(problem);
    this.problem = problem;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Fences the data, so that the text of a note cannot pass for an instruction. */
export function fencedMessage({ data, task }: Pick<AiRequest, 'data' | 'task'>): { data: string; task: string } {
  return { data: `<data>\n${data}\n</data>`, task };
}
