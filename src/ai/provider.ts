/** What a provider is asked: instructions, the user's entries as data, and the one shape of the answer. */
export interface AiRequest {
  system: string;
  /** JSON of the user's own records and nothing else. */
  data: string;
  /** What to do with it, after the data. */
  task: string;
  /** The answer's name and JSON schema: one tool (Anthropic) or response format (OpenAI). */
  answer: { name: string; description: string; schema: Record<string, unknown> };
  maxTokens: number;
}

export interface AiAnswer {
  /** The answer's JSON as the provider wrote it, not checked yet. */
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
  /** One attempt. `onText` is told all of the answer's JSON so far, each time more of it came. @throws AiError */
  ask(request: AiRequest, signal: AbortSignal, onText: (json: string) => void): Promise<AiAnswer>;
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
  'cancelled',
] as const;
export type AiProblem = (typeof aiProblems)[number];

/** Why there is no answer; each has its plain words in the catalogue (`ai.problem`). */
export class AiError extends Error {
  readonly problem: AiProblem;
  /** Whether the same question may be answered a moment later. */
  readonly passing: boolean;
  /** What the provider asked to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(problem: AiProblem, options: { passing?: boolean; retryAfterMs?: number | undefined } = {}) {
    super(problem);
    this.problem = problem;
    this.passing = options.passing ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The user's message: data first, fenced in, so that what stands in a note cannot pass for an instruction. */
export function messageOf({ data, task }: Pick<AiRequest, 'data' | 'task'>): { data: string; task: string } {
  return { data: `<data>\n${data}\n</data>`, task };
}
