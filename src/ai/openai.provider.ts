import type { OpenAI } from 'openai';
import type { ProviderSettings } from '../config.ts';
import { type AiAnswer, AiError, type AiRequest, fencedMessage, type Provider } from './provider.ts';
import { modelName, tokenCount } from './responseUsage.ts';
import { toAiError } from './sdkErrors.ts';

type Chunk = OpenAI.ChatCompletionChunk;

/** OpenAI's Chat Completions API, which many other servers offer too. The JSON schema constrains the answer. */
export function openaiProvider(settings: ProviderSettings): Provider {
  let client: Promise<OpenAI> | undefined;
  return {
    name: 'openai',
    model: settings.model,
    async ask(request, signal, onProgress) {
      client ??= createClient(settings);
      try {
        const stream = await (await client).chat.completions.create(requestBody(settings.model, request), { signal });
        return await readStream(stream, settings.model, onProgress);
      } catch (error) {
        throw toAiError(error);
      }
    },
  };
}

async function createClient({ apiKey, baseUrl }: ProviderSettings): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  const address = { apiKey, baseURL: baseUrl ?? 'https://api.openai.com/v1' };
  // A redirect would send the key and the data to an address that is not configured.
  return new OpenAI({ ...address, fetchOptions: { redirect: 'error' }, maxRetries: 0, logLevel: 'off' });
}

function requestBody(model: string, { system, answer, maxTokens, ...message }: AiRequest) {
  const { data, task } = fencedMessage(message);
  const { name, description, schema } = answer;
  return {
    model,
    max_completion_tokens: maxTokens,
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: `${data}\n\n${task}` },
    ],
    // Not a tool: this API refuses tools for reasoning models.
    response_format: { type: 'json_schema', json_schema: { name, description, schema, strict: true } },
    ...(/^gpt-5/.test(model) && { reasoning_effort: 'low' as const }),
  } satisfies OpenAI.ChatCompletionCreateParamsStreaming;
}

async function readStream(
  stream: AsyncIterable<Chunk>,
  model: string,
  onProgress: (json: string) => void,
): Promise<AiAnswer> {
  const answer: AiAnswer = { json: '', provider: 'openai', model, tokensIn: 0, tokensOut: 0 };
  let ended = false;
  for await (const { choices, usage, model: reported } of stream) {
    answer.model = modelName(reported, answer.model);
    answer.tokensIn = tokenCount(usage?.prompt_tokens ?? answer.tokensIn);
    answer.tokensOut = tokenCount(usage?.completion_tokens ?? answer.tokensOut);
    const [choice] = choices;
    if (choice?.delta.refusal || choice?.finish_reason === 'content_filter') throw new AiError('refused');
    if (choice?.finish_reason) ended = true;
    if (choice?.delta.content) onProgress((answer.json += choice.delta.content));
  }
  if (!ended) throw new AiError('network', { retryable: true });
  return answer;
}
