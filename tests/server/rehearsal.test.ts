// A deployment: production settings, the lines of the Procfile, and a proxy that terminates TLS.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { dropDatabase } from '../support/dropDatabase.ts';
import { ask } from '../support/embedded.ts';
import { Browser } from './browser.ts';
import { answering, ended, freePort, type Running, startLine, stop } from './lines.ts';
import { type FrontProxy, startProxy } from './proxy.ts';

const { template, prefix } = inject('testDatabase');
const name = `${prefix}_rehearsal`;
const onServer = (database: string) => Object.assign(new URL(template), { pathname: `/${database}` }).href;
const words = { username: 'zofia.rehearsal', email: 'zofia@rehearsal.example', password: 'Nine blue teapots here' };

let settings: Record<string, string>;
let address: string;
let web: Running;
let proxy: FrontProxy;
let browser: Browser;
let log = '';

beforeAll(async () => {
  await ask(onServer('postgres'), `CREATE DATABASE ${name} TEMPLATE template0`);
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  settings = {
    NODE_ENV: 'production',
    SECRET_KEY: randomBytes(32).toString('hex'),
    ALLOWED_HOSTS: 'crm.example.com',
    DATABASE_URL: onServer(name),
    PORT: String(port),
  };
  proxy = await startProxy(port);
  browser = new Browser(proxy);
});
afterAll(async () => {
  if (web) await stop(web);
  await proxy.close();
  await dropDatabase(onServer(name));
});

test('the release line creates the database', { timeout: 120_000 }, async () => {
  const release = startLine('release', settings);
  expect(await ended(release), release.said()).toBe(0);
  const [row] = await ask<{ found: string }>(onServer(name), `SELECT to_regclass('contacts')::text AS found`);
  expect(row?.found).toBe('contacts');
});

test('the web line serves the app, in which a person registers and works', { timeout: 120_000 }, async () => {
  await startWeb();
  const { username, email, password } = words;
  const registered = await browser.submit('/accounts/register/', {
    username,
    email,
    password1: password,
    password2: password,
  });
  expect(registered.status, registered.text).toBe(303);
  const created = await browser.submit('/contacts/create/', { first_name: 'Kunegunda', last_name: 'Wrzeszcz' });
  expect(created.status).toBe(303);
  browser.secrets.add('Poufne');
  expect((await browser.get('/contacts/?search=Poufne')).status).toBe(200);
  expect((await browser.get('/accounts/reset/SecretTokenOfALink/')).status).toBeLessThan(500);
  browser.secrets.add('SecretTokenOfALink');
});

test('its cookies are bound to the host, Secure and HttpOnly', async () => {
  const visitor = new Browser(proxy);
  const { headers } = await visitor.submit('/accounts/login/', { username: words.username, password: words.password });
  const cookies = headers['set-cookie'] ?? [];
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies)
    expect(cookie).toMatch(/^__Host-[^;]+;(?=.*\bSecure\b)(?=.*\bHttpOnly\b).*SameSite=Lax/i);
  for (const secret of visitor.secrets) browser.secrets.add(secret);
});

test('browsers are redirected to HTTPS and told to use nothing else', async () => {
  const { headers } = await proxy.ask('/accounts/login/');
  expect(headers['strict-transport-security']).toMatch(/^max-age=\d{7,}/);
  const plain = await proxy.ask('/contacts/?page=2', { tls: false });
  expect([plain.status, plain.headers.location]).toEqual([308, 'https://crm.example.com/contacts/?page=2']);
});

test('another host name is answered with 400', async () => {
  expect((await proxy.ask('/accounts/login/', { host: 'evil.example' })).status).toBe(400);
  expect((await fetch(`${address}/accounts/login/`)).status).toBe(400);
});

test('health checks need neither the host name nor TLS', async () => {
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ status: 'ok' });
});

test('after a restart the person is still signed in and the record is there', { timeout: 120_000 }, async () => {
  await stop(web);
  log += web.said();
  await startWeb();
  const list = await browser.get('/contacts/');
  expect(list.status).toBe(200);
  expect(list.text).toContain('Kunegunda Wrzeszcz');
});

test('its log is JSON with request ids, without anything that was typed or issued', async () => {
  const { headers } = await proxy.ask('/nowhere/', { headers: { 'x-request-id': 'from-the-proxy-1' } });
  expect(headers['x-request-id']).toBe('from-the-proxy-1');
  await stop(web);
  log += web.said();
  const lines = log.split('\n').filter((line) => line.startsWith('{'));
  const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
  expect(requests).toContainEqual(expect.objectContaining({ method: 'POST', route: '/contacts/create', status: 303 }));
  expect(requests).toContainEqual(expect.objectContaining({ requestId: 'from-the-proxy-1' }));
  for (const { requestId } of requests) expect(requestId).toMatch(/^[\w.-]{8,64}$/);
  const typed = [...browser.secrets].filter((secret) => secret.length > 3);
  expect(typed.length).toBeGreaterThan(8);
  expect(typed.filter((secret) => log.includes(secret))).toEqual([]);
  expect(log).not.toMatch(/203\.0\.113\.7|cookie|postgres(ql)?:/i);
});

async function startWeb(): Promise<void> {
  web = startLine('web', settings);
  await answering(`${address}/readyz`, web);
}
