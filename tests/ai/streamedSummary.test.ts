// The summary as it is streamed to the script, also when the browser disconnects.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { type AiServer, startAiServer } from '../support/aiServer.ts';
import { createUser, password, type TestApp, testApp } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { createRecords, type LinkedIds } from '../support/records.ts';

let ai: AiServer;
let app: TestApp;
let server: Server;
let base: string;
let alice: User;
let ids: LinkedIds;
let cookies: Map<string, string>;

beforeAll(async () => {
  ai = await startAiServer();
  const { OPENAI_API_KEY: _, ...environment } = ai.environment;
  app = await testApp({ environment });
  server = createServer(app.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await ai.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(async () => {
  await emptyDatabase();
  ai.requests.length = 0;
  cookies = new Map();
  alice = await createUser(app, 'alice');
  ids = await createRecords(app, alice);
  await sql(`UPDATE profiles SET ai_consent = 'anthropic' WHERE user_id = $1`, [alice.id]);
  await send('/accounts/login/', { _csrf: await token('/accounts/login/'), username: 'alice', password });
});

// With fetch, since supertest returns a response only when it has ended.
async function send(
  path: string,
  fields: Record<string, string> | undefined,
  more: RequestInit = {},
): Promise<Response> {
  const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...more.headers };
  const body = fields && new URLSearchParams(fields);
  const response = await fetch(base + path, {
    redirect: 'manual',
    ...more,
    headers,
    ...(body && { method: 'POST', body }),
  });
  for (const cookie of response.headers.getSetCookie()) {
    const [name = '', value = ''] = (cookie.split(';')[0] as string).split('=');
    cookies.set(name, value);
  }
  return response;
}

async function token(path: string): Promise<string> {
  return /name="_csrf" value="([^"]+)"/.exec(await (await send(path, undefined)).text())?.[1] ?? '';
}

async function stream(signal?: AbortSignal): Promise<Response> {
  const _csrf = await token(`/contacts/${ids.contact}/`);
  const headers = { accept: 'application/x-ndjson' };
  return send(`/ai/summarize/${ids.contact}/`, { _csrf }, { headers, ...(signal && { signal }) });
}

const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; html?: string });

const claim = (text: string) => ({ text, sources: ['contact'] });
const json = {
  situation: [claim('Pierwsze </script><b>zdanie</b>.'), claim('Drugie.')],
  promises: [claim('Trzecie.')],
  next: [{ ...claim('Czwarte.'), task_title: 'Zadzwoń', due_date: '' }],
};

test('sentences arrive one by one and escaped, then the finished card', async () => {
  ai.respond('anthropic', { kind: 'answer', json, pauseMs: 40, pieces: 20 });
  const response = await stream();
  expect(response.headers.get('content-type')).toContain('application/x-ndjson');
  const chunks: { at: number; text: string }[] = [];
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push({ at: Date.now(), text: Buffer.from(chunk).toString('utf8') });
  }
  const lines = linesOf(chunks.map(({ text }) => text).join(''));
  expect(lines.map(({ kind }) => kind)).toEqual(['situation', 'situation', 'promises', 'next', 'done']);
  expect(lines[0]?.html).toContain('Pierwsze &lt;/script&gt;&lt;b&gt;zdanie&lt;/b&gt;.');
  expect(lines.at(-1)?.html).toContain('data-ai-card');
  expect((chunks.at(-1)?.at ?? 0) - (chunks[0]?.at ?? 0)).toBeGreaterThan(200);
  expect(await sql('SELECT tokens_in, tokens_out FROM summaries')).toEqual([{ tokens_in: 123, tokens_out: 45 }]);
});

test('an interrupted stream is restarted and announces it', async () => {
  ai.respond('anthropic', { kind: 'cut', json, after: 150 }, { kind: 'answer', json });
  const kinds = linesOf(await (await stream()).text()).map(({ kind }) => kind);
  expect(kinds).toContain('restart');
  expect(kinds.slice(kinds.lastIndexOf('restart') + 1)).toEqual(['situation', 'situation', 'promises', 'next', 'done']);
});

test('a problem arrives as a line with its message', async () => {
  ai.respond('anthropic', { kind: 'refusal' });
  const lines = linesOf(await (await stream()).text());
  expect(lines.map(({ kind }) => kind)).toEqual(['problem']);
  expect(lines[0]?.html).toContain('declined to answer');
});

test('when the browser disconnects, the request to the provider is aborted and nothing is stored', async () => {
  ai.respond('anthropic', { kind: 'answer', json, pauseMs: 100, pieces: 40 });
  const leaving = new AbortController();
  const response = await stream(leaving.signal);
  await response.body?.getReader().read();
  leaving.abort();
  await wait(400);
  expect(ai.requests.map(({ aborted }) => aborted)).toEqual([true]);
  expect(await sql('SELECT * FROM summaries')).toEqual([]);
  expect(await sql('SELECT * FROM ai_calls')).toEqual([]);
});
