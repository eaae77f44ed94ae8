// A server that speaks the wire formats of Anthropic's Messages and OpenAI's Chat Completions, streams included, so
// that the real SDKs are used: https://platform.claude.com/docs/en/build-with-claude/streaming,
// https://platform.openai.com/docs/api-reference/chat-streaming
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

type Provider = 'anthropic' | 'openai';

/** What the server does with a request. */
export type Behavior =
  | { kind: 'answer'; json: unknown; pauseMs?: number; pieces?: number; overrides?: Overrides }
  /** Sends the text as it is, valid JSON or not. */
  | { kind: 'raw'; text: string }
  /** The connection breaks after a part of the answer. */
  | { kind: 'cut'; json: unknown; after: number }
  /** Accepts the request and never responds. */
  | { kind: 'silent' }
  | { kind: 'status'; status: number; type?: string; message?: string; headers?: Record<string, string> }
  /** An error in the middle of a stream. */
  | { kind: 'broken'; type: string }
  | { kind: 'refusal' };

/** Overrides fields of the response: any JSON. */
interface Overrides {
  model?: unknown;
  usage?: unknown;
}

interface AiServerRequest {
  provider: Provider;
  headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: the body of either provider, inspected by tests
  body: any;
  /** The client disconnected before the response ended. */
  aborted: boolean;
}

export interface AiServer {
  /** For ANTHROPIC_BASE_URL and OPENAI_BASE_URL. */
  environment: Record<string, string>;
  requests: AiServerRequest[];
  /** The responses to the next requests to a provider, one each; the last one is repeated. */
  respond(provider: Provider, ...behaviors: Behavior[]): void;
  close(): Promise<void>;
}

export async function startAiServer(): Promise<AiServer> {
  const requests: AiServerRequest[] = [];
  const plans: Record<Provider, Behavior[]> = { anthropic: [], openai: [] };
  const server = createServer((req, res) => void handle(req, res, requests, plans).catch(() => res.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: {
      ANTHROPIC_API_KEY: 'sk-ant-test',
      ANTHROPIC_BASE_URL: origin,
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: `${origin}/v1`,
    },
    requests,
    respond: (provider, ...behaviors) => {
      plans[provider] = behaviors;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function handle(
  req: IncomingMessage,
  res: ServerResponse,
  requests: AiServerRequest[],
  plans: Record<Provider, Behavior[]>,
): Promise<void> {
  const provider = providerOf(req);
  if (!provider) return void res.writeHead(404).end();
  const request: AiServerRequest = {
    provider,
    headers: req.headers,
    body: JSON.parse(await textOf(req)),
    aborted: false,
  };
  res.on('close', () => {
    request.aborted = !res.writableFinished;
  });
  requests.push(request);
  const plan = plans[provider];
  const behavior = (plan.length > 1 ? plan.shift() : plan[0]) ?? { kind: 'status', status: 404 };
  await play(behavior, request, res);
}

function providerOf({ method, url }: IncomingMessage): Provider | undefined {
  if (method !== 'POST') return undefined;
  return ({ '/v1/messages': 'anthropic', '/v1/chat/completions': 'openai' } as const)[url ?? ''];
}

async function textOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function play(behavior: Behavior, { provider, body }: AiServerRequest, res: ServerResponse): Promise<void> {
  if (behavior.kind === 'silent') return;
  if (behavior.kind === 'status') return fail(provider, behavior, res);
  const overrides = behavior.kind === 'answer' ? behavior.overrides : undefined;
  const speak = provider === 'anthropic' ? anthropic(res, body, overrides) : openai(res, body, overrides);
  res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': 'req_test' });
  speak.start();
  if (behavior.kind === 'refusal') return speak.refuse();
  if (behavior.kind === 'broken') return speak.breakOff(behavior.type);
  const text = behavior.kind === 'raw' ? behavior.text : JSON.stringify(behavior.json);
  if (behavior.kind === 'cut') {
    speak.delta(text.slice(0, behavior.after));
    await wait(30);
    return void res.destroy();
  }
  const { pauseMs = 0, pieces = 7 } = behavior.kind === 'answer' ? behavior : {};
  const size = Math.max(1, Math.ceil(text.length / pieces));
  for (let at = 0; at < text.length && !res.destroyed; at += size) {
    speak.delta(text.slice(at, at + size));
    if (pauseMs > 0) await wait(pauseMs);
  }
  speak.end();
}

type Failure = Extract<Behavior, { kind: 'status' }>;

function fail(
  provider: Provider,
  { status, type = 'api_error', message = type, headers = {} }: Failure,
  res: ServerResponse,
) {
  const error =
    provider === 'anthropic' ? { type: 'error', error: { type, message } } : { error: { type, code: type, message } };
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(error));
}

interface Speech {
  start(): void;
  delta(text: string): void;
  end(): void;
  refuse(): void;
  breakOff(type: string): void;
}

function anthropic(res: ServerResponse, { model, tools }: AiServerRequest['body'], overrides: Overrides = {}): Speech {
  const send = (type: string, more: object = {}) =>
    res.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`);
  const usage = { input_tokens: 100, cache_creation_input_tokens: 20, cache_read_input_tokens: 3, output_tokens: 1 };
  const message = {
    id: 'msg_test',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
    ...overrides,
  };
  const stop = (stop_reason: string) => {
    send('message_delta', { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 45 }, ...overrides });
    send('message_stop');
    res.end();
  };
  return {
    start: () => {
      send('message_start', { message });
      send('ping');
      const content_block = { type: 'tool_use', id: 'toolu_test', name: tools[0].name, input: {} };
      send('content_block_start', { index: 0, content_block });
    },
    delta: (partial_json) =>
      send('content_block_delta', { index: 0, delta: { type: 'input_json_delta', partial_json } }),
    end: () => {
      send('content_block_stop', { index: 0 });
      stop('tool_use');
    },
    refuse: () => stop('refusal'),
    breakOff: (type) => {
      send('error', { error: { type, message: type } });
      res.end();
    },
  };
}

function openai(res: ServerResponse, { model }: AiServerRequest['body'], overrides: Overrides = {}): Speech {
  const send = (more: object) =>
    res.write(
      `data: ${JSON.stringify({ id: 'chatcmpl-test', object: 'chat.completion.chunk', created: 1, model, choices: [], ...more, ...overrides })}\n\n`,
    );
  const choice = (delta: object, finish_reason: string | null = null) =>
    send({ choices: [{ index: 0, delta, finish_reason }] });
  const stop = (reason: string) => {
    choice({}, reason);
    send({ usage: { prompt_tokens: 200, completion_tokens: 60, total_tokens: 260 } });
    res.end('data: [DONE]\n\n');
  };
  return {
    start: () => choice({ role: 'assistant', content: '' }),
    delta: (content) => choice({ content }),
    end: () => stop('stop'),
    refuse: () => {
      choice({ refusal: 'I cannot help with that.' });
      stop('stop');
    },
    breakOff: (type) => {
      send({ error: { type, message: type } });
      res.end();
    },
  };
}
