// Cookies, headers and queries that no browser sends must never cause a failure.
import type { AddressInfo } from 'node:net';
import express from 'express';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorHandler } from '../../src/http/errorHandler.ts';
import { type Mode, modes, send, sendRaw, sessions, useJunkServers } from './junkServers.ts';

useJunkServers();

const latin1 = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
const headerText = latin1.filter((value) => !value.includes('\x7f'));
const junk = (...known: string[]) => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, headerText);

const cookieNames = [
  'sid',
  'csrf',
  'lang',
  '__Host-sid',
  '__Host-csrf',
  '__Host-lang',
  '_csrf',
  '__proto__',
  'constructor',
];
const jsonValues = ['j:{"a":1}', 'j%3A%7B%22a%22%3A1%7D', 'j:[1]', 'j:null', 'j:7', 'j:"s:x.y"', 'j:{'];
const cookieValues = [...jsonValues, '', '%', '%E0%A4%A', 's:', 's%3A.', 's:a.b', '%00', '"', 'pl', 'x'.repeat(4000)];
const cookie = fc.tuple(junk(...cookieNames), junk(...cookieValues)).map(([name, value]) => `${name}=${value}`);

const header = (...known: string[]) => fc.option(junk('', ...known), { nil: undefined });
const headers = fc.record({
  Accept: header('*/*', 'text/;;q=', 'application/json'),
  'Accept-Encoding': header('gzip;q=2', 'br, *;q=0', 'identity;q=0', ';'),
  'Accept-Language': header('pl;q=x', '*;q=0', ',,', 'en-', '-', 'pl'.repeat(2000)),
  Authorization: header('Basic x', 'Bearer'),
  'Clear-Site-Data': header('"*"'),
  'Content-Encoding': header('gzip', 'br', 'x-unknown'),
  'Content-Type': header('a', '/', 'multipart/form-data', 'application/json; charset=x', 'text/plain; charset="'),
  'If-Modified-Since': header('yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  'If-None-Match': header('*', 'W/', '"', '""'),
  Origin: header('null', 'http://['),
  Range: header('bytes=', 'bytes=-', 'bytes=9-1', 'bytes=0-,0-,0-', 'x=1'),
  Referer: header('//', 'http://['),
  'Save-Data': header('on'),
  'Sec-CH-UA': header('"Chromium";v="138"', '"Chromium";v="', '"'),
  'Sec-CH-UA-Mobile': header('?1'),
  'Sec-Purpose': header('prefetch', 'prefetch;prerender'),
  'User-Agent': header('(', 'Mozilla/5.0 (', 'x'.repeat(3000)),
  'X-CSRF-Token': header('x', '-', 'abc-def'),
  'X-Forwarded-For': header(',', '::', '999.1.1.1', 'unknown', '::ffff:1.2.3.4, x', 'x'.repeat(2000)),
  'X-Forwarded-Host': header('evil.example', ','),
  'X-Request-Id': header('x'.repeat(100)),
});

const paths = [
  ...['/', '/accounts/login/', '/accounts/register/', '/accounts/profile/', '/accounts/two-factor/', '/dashboard/'],
  ...['/contacts/', '/contacts/1/', '/contacts/create/', '/contacts/options/', '/companies/', '/tasks/', '/search/'],
  ...['/admin/users/', '/admin/log/', '/trash/', '/quick-add/', '/ai/summarize/1/', '/assets/none.css', '/robots.txt'],
  ...['/healthz', '/readyz', '/none/', '/contacts/%/', '/contacts/%E0%A4%A/', '/contacts/%00/', '//', '/__proto__/'],
];
const parameters = [
  ...['a[b]=1', 'page[]=1', 'page=1&page=2', 'page=1e999', 'page=%', '__proto__=1', '__proto__[x]=1', 'constructor=1'],
  ...['lang=pl&lang=en', 'lang=%', 'lang[]=pl', 'search=%E0%A4%A', 'search=%00', 'search=a&search=b', 'status[x]=lead'],
  ...['back=//evil', 'back=%', 'next=http://[', 'token=%00', 'text=%', 'q', '=', '&&', `search=${'x'.repeat(5000)}`],
];
const escaped = latin1.map((value) => encodeURI(value));
const query = fc
  .array(fc.oneof(fc.constantFrom(...parameters), escaped), { maxLength: 3 })
  .map((list) => list.join('&'));

const anyRequest = fc.record({
  mode: fc.constantFrom<Mode>(...modes),
  method: fc.constantFrom('GET', 'GET', 'HEAD', 'POST'),
  path: fc.constantFrom(...paths),
  query,
  isSignedIn: fc.boolean(),
  cookies: fc.array(cookie, { maxLength: 4 }),
  headers,
  body: fc.constantFrom('', 'a=%&b', '__proto__=1&a[b]=2', '{"a":', '\u0000'),
});

test('none of 200 random requests fails or gets the error page of Express', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, async ({ mode, method, path, query, isSignedIn, cookies, headers, body }) => {
      const given = Object.entries(headers).filter(([, value]) => value !== undefined) as [string, string][];
      const Cookie = [...(isSignedIn ? [sessions[mode]] : []), ...cookies].join('; ');
      const all = { ...Object.fromEntries(given), Cookie };
      const answer = await send(mode, method, `${path}?${query}`, all, method === 'POST' ? body : '');
      expect(answer.status).toBeLessThan(500);
      expect(answer.body).not.toContain('<pre>');
    }),
    { seed: 20261128, numRuns: 200 },
  );
});

describe.each(modes)('in %s', (mode) => {
  const names = mode === 'production' ? ['__Host-sid', '__Host-csrf', '__Host-lang'] : ['sid', 'csrf', 'lang'];
  const cases = names.flatMap((name) => jsonValues.map((value) => `${name}=${value}`));

  test.each(cases)('the cookie %s is harmless', async (Cookie) => {
    expect((await send(mode, 'GET', '/accounts/login/', { Cookie })).status).toBe(200);
    expect((await send(mode, 'POST', '/accounts/login/', { Cookie })).status).toBe(403);
    const signedIn = await send(mode, 'GET', '/contacts/', { Cookie: `${Cookie}; ${sessions[mode]}` });
    expect(signedIn.status).toBeLessThan(500);
  });

  test.each([
    ['no host', 'GET / HTTP/1.1\r\n'],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n'],
    ['a host that is none', 'GET /accounts/login/ HTTP/1.1\r\nHost: [::1\r\n'],
    ['an empty host', 'GET /accounts/login/ HTTP/1.1\r\nHost:\r\n'],
    ['a length that is none', 'POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n'],
    ['a negative length', 'POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n'],
    ['two cookie headers', 'GET / HTTP/1.1\r\nHost: localhost\r\nCookie: sid=j:1\r\nCookie: sid=j:[]\r\n'],
    ['headers of 20 kB', `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: sid=${'x'.repeat(20_000)}\r\n`],
    ['an address of another site', 'GET http://evil.example/contacts/ HTTP/1.1\r\nHost: localhost\r\n'],
    ['an old protocol', 'GET /accounts/login/ HTTP/1.0\r\n'],
  ])('%s does not fail', async (_name, head) => {
    expect(await sendRaw(mode, `${head}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 [2-4]\d\d /);
  });
});

test('the error page needs nothing that may have failed', async () => {
  const app = express();
  Object.assign(app, { config: { debug: false }, renderView: () => Promise.reject(new Error('no view')) });
  app.get('/early', () => Promise.reject(new Error('secret words')));
  app.use((_req, res, next) => {
    res.locals.t = () => {
      throw new Error('no text');
    };
    next();
  });
  app.get('/late', () => Promise.reject(new Error('secret words')));
  app.use(errorHandler);
  const server = app.listen(0);
  const { port } = server.address() as AddressInfo;
  for (const path of ['/early', '/late']) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    const body = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8']);
    expect(body).toMatch(/Something went wrong.*number: [0-9a-f]{8}/s);
    expect(body).not.toMatch(/secret words|<pre>|node_modules/);
  }
  server.close();
});
