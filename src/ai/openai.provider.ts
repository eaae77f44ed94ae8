import type { OpenAI } from 'openai';
import type { ProviderSettings } from '../config.ts';
import { type AiAnswer, AiError, type AiRequest, messageOf, type Provider } from './provider.ts';
import { aiErrorOf } from './providerErrors.ts';
import { modelOf, tokensOf } from './responseUsage.ts';

type Chunk = OpenAI.ChatCompletionChunk;

/** OpenAI's Chat Completions, which many other servers speak, too. The answer is held to its JSON schema. */
export function openaiProvider(settings: ProviderSettings): Provider {
  let client: Promise<OpenAI> | undefined;
  return {
    name: 'openai',
    model: settings.model,
    async ask(request, signal, onText) {
      client ??= makeClient(settings);
      try {
        const stream = await (await client).chat.completions.create(bodyOf(settings.model, request), { signal });
        return await read(stream, settings.model, onText);
      } catch (error) {
        throw aiErrorOf(error);
      }
    },
  };
}

async function makeClient({ apiKey, baseUrl }: ProviderSettings): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  const address = { apiKey, baseURL: baseUrl ?? 'https://api.openai.com/v1' };
  // A redirect would take key and texts to an address that no setting names.
  return new OpenAI({ ...address, fetchOptions: { redirect: 'error' }, maxRetries: 0, logLevel: 'off' });
}

function bodyOf(model: string, { system, answer, maxTokens, ...said }: AiRequest) {
  const { data, task } = messageOf(said);
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
    // Not a tool: with tools this interface refuses a model that thinks.
    response_format: { type: 'json_schema', json_schema: { name, description, schema, strict: true } },
    ...(/^gpt-5/.test(model) && { reasoning_effort: 'low' as const }),
  } satisfies OpenAI.ChatCompletionCreateParamsStreaming;
}

async function read(stream: AsyncIterable<Chunk>, model: string, onText: (json: string) => void): Promise<AiAnswer> {
  const answer: AiAnswer = { json: '', provider: 'openai', model, tokensIn: 0, tokensOut: 0 };
  let ended = false;
  for await (const { choices, usage, model: told } of stream) {
    answer.model = modelOf(told, answer.model);
    answer.tokensIn = tokensOf(usage?.prompt_tokens ?? answer.tokensIn);
    answer.tokensOut = tokensOf(usage?.completion_tokens ?? answer.tokensOut);
    const [choice] = choices;
    if (choice?.delta.refusal || choice?.finish_reason === 'content_filter') throw new AiError('refused');
    if (choice?.finish_reason) ended = true;
    if (choice?.delta.content) onText((answer.json += choice.delta.content));
  }
  if (!ended) throw new AiError('network', { passing: true });
  return answer;
}
