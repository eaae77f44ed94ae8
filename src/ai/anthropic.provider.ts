import type { Anthropic } from '@anthropic-ai/sdk';
import type { ProviderSettings } from '../config.ts';
import { type AiAnswer, AiError, type AiRequest, messageOf, type Provider } from './provider.ts';
import { aiErrorOf } from './providerErrors.ts';
import { modelOf, tokensOf } from './responseUsage.ts';

type Event = Anthropic.RawMessageStreamEvent;

/** Claude by the Messages API. The answer is the input of the only tool there is, streamed as it is written. */
export function anthropicProvider(settings: ProviderSettings): Provider {
  let client: Promise<Anthropic> | undefined;
  return {
    name: 'anthropic',
    model: settings.model,
    async ask(request, signal, onText) {
      client ??= makeClient(settings);
      try {
        const stream = await (await client).messages.create(bodyOf(settings.model, request), { signal });
        return await read(stream, settings.model, onText);
      } catch (error) {
        throw aiErrorOf(error);
      }
    },
  };
}

// Loaded at the first question: an app without AI starts as fast and as small as before.
async function makeClient({ apiKey, baseUrl }: ProviderSettings): Promise<Anthropic> {
  const { Anthropic } = await import('@anthropic-ai/sdk');
  // Retries and time limits are ours (retry.ts), one set for both providers; texts stay out of the log.
  const address = { apiKey, authToken: null, baseURL: baseUrl ?? null };
  // A redirect would take key and texts to an address that no setting names.
  return new Anthropic({ ...address, fetchOptions: { redirect: 'error' }, maxRetries: 0, logLevel: 'off' });
}

function bodyOf(model: string, { system, answer, maxTokens, ...said }: AiRequest) {
  const { data, task } = messageOf(said);
  const cached = { cache_control: { type: 'ephemeral' } } as const;
  return {
    model,
    max_tokens: maxTokens,
    stream: true,
    // Cached with the tool before it; a refresh within five minutes reads the data from the cache, too.
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
    // Current models refuse a forced tool (docs/decisions/010); the system text asks for it.
    tool_choice: { type: 'auto', disable_parallel_tool_use: true },
    ...(thinksByDefault.test(model) && { output_config: { effort: 'low' as const } }),
  } satisfies Anthropic.MessageCreateParamsStreaming;
}

/** Models that think before they answer unless told to make little of it. */
const thinksByDefault = /^claude-[a-z]+-([5-9]|\d\d)\b/;

async function read(stream: AsyncIterable<Event>, model: string, onText: (json: string) => void): Promise<AiAnswer> {
  const answer: AiAnswer = { json: '', provider: 'anthropic', model, tokensIn: 0, tokensOut: 0 };
  let ended = false;
  let plain = '';
  for await (const event of stream) {
    count(event, answer);
    if (event.type === 'message_delta') refuse(event.delta.stop_reason);
    if (event.type === 'message_stop') ended = true;
    if (event.type !== 'content_block_delta') continue;
    if (event.delta.type === 'text_delta') plain += event.delta.text;
    if (event.delta.type === 'input_json_delta') onText((answer.json += event.delta.partial_json));
  }
  if (!ended) throw new AiError('network', { passing: true });
  // A model that wrote the answer down instead of calling the tool is understood as well.
  return { ...answer, json: answer.json || plain };
}

function refuse(reason: Anthropic.StopReason | null): void {
  if (reason === 'refusal') throw new AiError('refused');
  if (reason === 'model_context_window_exceeded') throw new AiError('tooLong');
}

function count(event: Event, answer: AiAnswer): void {
  if (event.type === 'message_start') {
    const { usage, model } = event.message;
    const kinds = [usage?.input_tokens, usage?.cache_creation_input_tokens, usage?.cache_read_input_tokens];
    answer.tokensIn = tokensOf(kinds.reduce<number>((sum, told) => sum + tokensOf(told), 0));
    answer.model = modelOf(model, answer.model);
  }
  if (event.type === 'message_delta') answer.tokensOut = tokensOf(event.usage?.output_tokens);
}
