// The app as it listens in development and in production, for requests that no browser and no HTTP library sends.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import * as cheerio from 'cheerio';
import { afterAll, beforeAll, expect } from 'vitest';
import { createUser, password, testApp } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';

export const modes = ['development', 'production'] as const;
export type Mode = (typeof modes)[number];

const settings = {
  development: { environment: {}, proxy: {} },
  production: {
    environment: { NODE_ENV: 'production', ALLOWED_HOSTS: 'crm.example.com' },
    proxy: { Host: 'crm.example.com', 'X-Forwarded-Proto': 'https' },
  },
};

type Headers = Record<string, string | string[]>;
interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

const servers = {} as Record<Mode, Server>;
/** The cookies of a signed-in browser, and the token of its forms. */
export const sessions = {} as Record<Mode, string>;
export const tokens = {} as Record<Mode, string>;

/** Starts both before the tests of a file. The user of each is called like its mode, and is staff. */
export function useJunkServers(): void {
  beforeAll(async () => {
    await emptyDatabase();
    for (const mode of modes) {
      const app = await testApp({ environment: settings[mode].environment });
      servers[mode] = createServer(app.app).listen(0, '127.0.0.1');
      await once(servers[mode], 'listening');
      await createUser(app, mode, { is_staff: true });
      await signIn(mode);
    }
  });
  afterAll(() => {
    for (const server of Object.values(servers)) server.close().closeAllConnections();
  });
}

export function send(mode: Mode, method: string, path: string, headers: Headers = {}, body = ''): Promise<Answer> {
  const all = { ...settings[mode].proxy, ...headers };
  return new Promise((resolve, reject) => {
    const sent = request({ ...address(mode), method, path, headers: all }, async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) });
    });
    sent.on('error', reject).end(body);
  });
}

/** Sends bytes, one for each character, and returns all that comes back; `hangUp` says that no more will follow. */
export async function sendRaw(mode: Mode, bytes: string, { hangUp = false } = {}): Promise<string> {
  const { host, port } = address(mode);
  const socket = connect(port, host).setEncoding('latin1');
  socket.write(Buffer.from(bytes, 'latin1'));
  if (hangUp) socket.end();
  return text(socket);
}

/** @returns the answer */
export async function signIn(mode: Mode, headers: Headers = {}): Promise<Answer> {
  const page = await send(mode, 'GET', '/accounts/login/');
  const _csrf = String(cheerio.load(page.body)('input[name=_csrf]').val());
  const form = String(new URLSearchParams({ _csrf, username: mode, password }));
  const type = { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookiesOf(page) };
  const answer = await send(mode, 'POST', '/accounts/login/', { ...type, ...headers }, form);
  expect(answer.status).toBe(303);
  sessions[mode] = `${cookiesOf(page)}; ${cookiesOf(answer)}`;
  tokens[mode] = _csrf;
  return answer;
}

function address(mode: Mode): { host: string; port: number } {
  return { host: '127.0.0.1', port: (servers[mode].address() as AddressInfo).port };
}

function cookiesOf({ headers }: Answer): string {
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}
