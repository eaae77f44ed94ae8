// How much ten simultaneous summaries slow the contact list down: node --import tsx tests/bench/ai.mjs
// Prints the list's throughput with them as a share of that without, measured in turns. Fails below 2/3.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAiServer } from '../support/aiServer.ts';

const summaries = 10;
const readers = 4;
/** How long a summary of a slow provider takes. */
const roundMs = 12_000;
const rounds = 2;
const contacts = 60;
const port = 4_870 + (process.pid % 100);
const base = `http://127.0.0.1:${port}`;
const folder = mkdtempSync(join(tmpdir(), 'mini-crm-bench-'));

const provider = await startAiServer();
const env = { ...process.env, ...provider.environment, DATA_DIR: folder, PORT: String(port), AI_DAILY_LIMIT: '1000' };
const app = spawn(process.execPath, ['src/build/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
const ended = new Promise((resolve) => app.once('exit', resolve));
try {
  await new Promise((resolve, reject) => {
    app.stdout.on('data', (text) => String(text).includes('ready') && resolve(undefined));
    app.once('exit', () => reject(new Error('The app did not start')));
  });
  process.exitCode = (await measure()) >= 2 / 3 ? 0 : 1;
} finally {
  app.kill('SIGTERM');
  await ended;
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  const { get, post } = await newAccount();
  const ids = await createContacts(post);
  const sentence = (/** @type {string} */ text) => ({ text: text.repeat(8), sources: ['contact'] });
  const json = {
    situation: Array.from({ length: 4 }, () => sentence('Where it stands. ')),
    promises: [sentence('A promise. ')],
    next: [{ ...sentence('Call. '), task_title: 'Call', due_date: '' }],
  };
  provider.respond('anthropic', { kind: 'answer', json, pieces: 150, pauseMs: Math.ceil((roundMs + 1_000) / 150) });
  // Warms up: the first request loads the SDK.
  await post(`/ai/summarize/${ids[0]}/`, { consent: 'anthropic,openai' });
  await throughput(get, 3_000);

  let [alone, beside] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    alone += await throughput(get, roundMs);
    const written = ids
      .slice(0, summaries)
      .map((id) => post(`/ai/summarize/${id}/`, { consent: 'anthropic,openai' }, 'application/x-ndjson'));
    beside += await throughput(get, roundMs);
    const answers = await Promise.all(written);
    if (!answers.every(({ text }) => text.includes('"kind":"done"'))) throw new Error('A summary was not written');
  }
  const ratio = beside / alone;
  const perSecond = (/** @type {number} */ sum) => Math.round(sum / rounds);
  console.log(
    `contact list alone ${perSecond(alone)}/s, beside ${summaries} summaries ${perSecond(beside)}/s: ratio ${ratio.toFixed(2)}`,
  );
  return ratio;
}

/** @param {(path: string) => Promise<{ status: number }>} get @param {number} ms @returns answers per second */
async function throughput(get, ms) {
  const start = performance.now();
  let count = 0;
  const read = async () => {
    while (performance.now() - start < ms) {
      const { status } = await get('/contacts/');
      if (status !== 200) throw new Error(`The list answered ${status}`);
      count++;
    }
  };
  await Promise.all(Array.from({ length: readers }, read));
  return (count / (performance.now() - start)) * 1000;
}

/** @param {Awaited<ReturnType<typeof newAccount>>['post']} post */
async function createContacts(post) {
  const ids = [];
  for (let i = 0; i < contacts; i++) {
    const { location } = await post('/contacts/create/', { first_name: 'Jan', last_name: `Kowalski ${i}` });
    ids.push(Number(/\d+/.exec(location)?.[0]));
  }
  for (const id of ids.slice(0, summaries)) {
    for (let i = 0; i < 20; i++) {
      await post(`/contacts/${id}/interactions/create/`, {
        content: `Note ${i}. ${'Some words of a note. '.repeat(20)}`,
      });
    }
  }
  return ids;
}

async function newAccount() {
  /** @type {Map<string, string>} */
  const cookies = new Map();
  /** @param {string} path @param {RequestInit} [init] */
  const send = async (path, init = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(base + path, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text() };
  };
  const { text } = await send('/accounts/register/');
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  /** @param {string} path @param {Record<string, string>} fields @param {string} [accept] */
  const post = (path, fields, accept = 'text/html') =>
    send(path, { method: 'POST', body: new URLSearchParams({ _csrf, ...fields }), headers: { accept } });
  await post('/accounts/register/', {
    username: 'bench',
    password1: 'Nine blue teapots',
    password2: 'Nine blue teapots',
  });
  return { get: send, post };
}
