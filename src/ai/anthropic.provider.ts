import type { Anthropic } from '@anthropic-ai/sdk';
import type { ProviderSettings } from '../config.ts';
import { type AiAnswer, AiError, type AiRequest, fencedMessage, type Provider } from './provider.ts';
import { modelName, tokenCount } from './responseUsage.ts';
import { toAiError } from './sdkErrors.ts';

type Event = Anthropic.RawMessageStreamEvent;

/** Claude by the Messages API: the answer is the streamed input of the only tool. */
export function anthropicProvider(settings: ProviderSettings): Provider {
  let client: Promise<Anthropic> | undefined;
  return {
    name: 'anthropic',
    model: settings.model,
    async ask(request, signal, onProgress) {
      client ??= createClient(settings);
      try {
        const stream = await (await client).messages.create(requestBody(settings.model, request), { signal });
        return await readStream(stream, settings.model, onProgress);
      } catch (error) {
        throw toAiError(error);
      }
    },
  };
}

// The SDK is loaded at the first request: without AI it would only take memory.
async function createClient({ apiKey, baseUrl }: ProviderSettings): Promise<Anthropic> {
  const { Anthropic } = await import('@anthropic-ai/sdk');
  // retry.ts handles retries and timeouts for both providers. The SDK must not log any text.
  const address = { apiKey, authToken: null, baseURL: baseUrl ?? null };
  // A redirect would send the key and the data to an address that is not configured.
  return new Anthropic({ ...address, fetchOptions: { redirect: 'error' }, maxRetries: 0, logLevel: 'off' });
}

function requestBody(model: string, { system, answer, maxTokens, ...message }: AiRequest) {
  const { data, task } = fencedMessage(message);
  const cached = { cache_control: { type: 'ephemeral' } } as const;
  return {
    model,
    max_tokens: maxTokens,
    stream: true,
    // Cached with the tools; a refresh within five minutes reads the data from the cache as well.
    system: [{ type: 'text', text: system, ...cached }],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: data, ...cached },
          { type: 'text', text: task },
        ],
      },
    ],
    tools: [
      {
        name: answer.name,
        description: answer.description,
        input_schema: answer.schema as Anthropic.Tool.InputSchema,
        eager_input_streaming: true,
      },
    ],
    // Current models refuse a forced tool (docs/decisions/010); the system prompt asks for it.
    tool_choice: { type: 'auto', disable_parallel_tool_use: true },
    ...(thinksByDefault.test(model) && { output_config: { effort: 'low' as const } }),
  } satisfies Anthropic.MessageCreateParamsStreaming;
}

/** Models that think at length by default. */
const thinksByDefault = /^claude-[a-z]+-([5-9]|\d\d)\b/;

async function readStream(
  stream: AsyncIterable<Event>,
  model: string,
  onProgress: (json: string) => void,
): Promise<AiAnswer> {
  const answer: AiAnswer = { json: '', provider: 'anthropic', model, tokensIn: 0, tokensOut: 0 };
  let ended = false;
  let text = '';
  for await (const event of stream) {
    countTokens(event, answer);
    if (event.type === 'message_delta') throwIfRefused(event.delta.stop_reason);
    if (event.type === 'message_stop') ended = true;
    if (event.type !== 'content_block_delta') continue;
    if (event.delta.type === 'text_delta') text += event.delta.text;
    if (event.delta.type === 'input_json_delta') onProgress((answer.json += event.delta.partial_json));
  }
  if (!ended) throw new AiError('network', { retryable: true });
  // Also accepts an answer that the model wrote as text instead of calling the tool.
  return { ...answer, json: answer.json || text };
}

function throwIfRefused(reason: Anthropic.StopReason | null): void {
  if (reason === 'refusal') throw new AiError('refused');
  if (reason === 'model_context_window_exceeded') throw new AiError('tooLong');
}

function countTokens(event: Event, answer: AiAnswer): void {
  if (event.type === 'message_start') {
    const { usage, model } = event.message;
    const kinds = [usage?.input_tokens, usage?.cache_creation_input_tokens, usage?.cache_read_input_tokens];
    answer.tokensIn = tokenCount(kinds.reduce<number>((sum, count) => sum + tokenCount(count), 0));
    answer.model = modelName(model, answer.model);
  }
  if (event.type === 'message_delta') answer.tokensOut = tokenCount(event.usage?.output_tokens);
}
