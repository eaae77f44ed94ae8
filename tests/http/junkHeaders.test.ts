// What a proxy, a program or an attacker may write into a request, by name: none of it fails, and none of it is shown a
// stack.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { log } from '../../src/log/log.ts';
import { sql } from '../support/database.ts';
import { type Mode, modes, send, sendRaw, sessions, signIn, tokens, useJunkServers } from './junkServers.ts';

useJunkServers();

const stack = /<pre>|node_modules|\.[jt]s:\d+/;
const formType = 'application/x-www-form-urlencoded';
const emoji = Buffer.from('🦊.example').toString('latin1');

beforeEach(() => {
  vi.spyOn(log, 'error');
});
afterEach(async () => {
  expect(log.error).not.toHaveBeenCalled();
  for (const mode of modes) expect((await send(mode, 'GET', '/healthz')).status).toBe(200);
});

/** As a stranger and signed in, a page and a form. */
async function expectNoFailure(mode: Mode, headers: Record<string, string | string[]>): Promise<void> {
  const own = { 'Content-Type': formType, 'X-CSRF-Token': tokens[mode] };
  const signedIn = (given = headers) => ({
    ...given,
    Cookie: [sessions[mode], given['Cookie'] ?? []].flat().join('; '),
  });
  const answers = [
    await send(mode, 'GET', '/accounts/login/', headers),
    await send(mode, 'GET', '/contacts/', signedIn()),
    await send(mode, 'GET', '/accounts/profile/', signedIn()),
    await send(mode, 'POST', '/contacts/create/', { ...own, ...signedIn() }, 'first_name='),
    await send(mode, 'POST', '/accounts/forgot/', { ...own, ...headers }, 'email=a'),
  ];
  for (const { status, body } of answers) {
    expect(status).toBeLessThan(500);
    expect(body).not.toMatch(stack);
  }
}

describe.each(modes)('in %s', (mode) => {
  test.each([
    ['an empty host', { Host: '' }],
    ['a host of IPv6', { Host: '[2001:db8::1]:3000' }],
    ['half an IPv6 host', { Host: '[::1' }],
    ['a port that is none', { Host: 'crm.example.com:abc' }],
    ['a port out of range', { Host: 'crm.example.com:99999999' }],
    ['a host with a path', { Host: 'crm.example.com/../evil' }],
    ['a host with a user', { Host: 'crm.example.com@evil.example' }],
    ['a host of emoji', { Host: emoji }],
    ['a host of 10 kB', { Host: 'x'.repeat(10_000) }],
    ['a host of HTML', { Host: '<script>alert(1)</script>' }],
    ['another protocol', { 'X-Forwarded-Proto': 'javascript' }],
    ['a list of protocols', { 'X-Forwarded-Proto': 'https, http,,\t' }],
    ['an empty protocol', { 'X-Forwarded-Proto': '' }],
    ['an address with a port', { 'X-Forwarded-For': '203.0.113.7:51234' }],
    ['an address that is none', { 'X-Forwarded-For': `1.2.3.4, ${emoji}` }],
    ['an address of 10 kB', { 'X-Forwarded-For': 'x'.repeat(10_000) }],
    ['a thousand addresses', { 'X-Forwarded-For': '1.2.3.4,'.repeat(1_000) }],
    ['another host by a proxy', { 'X-Forwarded-Host': `evil.example, ${emoji}:x` }],
    ['a cookie twice', { Cookie: 'sid=s:a.b; sid=s:c.d; csrf=x; csrf=y; __Host-csrf=x; __Host-csrf=j:{"a":1}' }],
    ['cookies with percent signs', { Cookie: 'sid=%; csrf=%E0%A4%A; lang=%zz; __Host-csrf=%; __Host-sid=%ff%00' }],
    ['200 cookies', { Cookie: Array.from({ length: 200 }, (_, at) => `c${at}=${at}`).join('; ') }],
    ['cookies without names', { Cookie: '=; ;;=a; =j:{"a":1}; "' }],
    ['cookies named like methods', { Cookie: '__proto__=x; constructor=y; toString=z; hasOwnProperty=1' }],
    ['languages of 8 kB', { 'Accept-Language': 'pl-PL;q=0.1,'.repeat(690) }],
    ['languages that are none', { 'Accept-Language': `;q=, ${emoji};q=2, *-*, en_US.UTF-8` }],
    ['a hash that is none', { 'If-None-Match': `W/"${'x'.repeat(4_000)}, *, "`, 'If-Modified-Since': 'never' }],
    ['a range that is none', { Range: 'bytes=9999999999999999999-,-0,x', 'If-Range': '"' }],
    ['encodings that are none', { 'Accept-Encoding': `gzip;q=x, ;;, *;q=-1, ${emoji}` }],
    ['types that are none', { Accept: 'text/html;q=1e9, */, application/json;;=' }],
    ['a page that sent it, of nowhere', { Referer: 'http://[', Origin: `https://${emoji}` }],
    ['another method by a header', { 'X-HTTP-Method-Override': 'DELETE' }],
    ['a body that waits', { Expect: '100-continue' }],
    ['an upgrade', { Connection: 'Upgrade', Upgrade: 'h2c' }],
  ] as [string, Record<string, string>][])('%s does not fail', async (_name, headers) => {
    await expectNoFailure(mode, headers);
  });

  test.each([
    ['no boundary', 'multipart/form-data', 'a=1'],
    ['an empty boundary', 'multipart/form-data; boundary=', '--\r\n'],
    ['a boundary of 1,000', `multipart/form-data; boundary=${'x'.repeat(1_000)}`, `--${'x'.repeat(1_000)}\r\n`],
    ['a part that does not end', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="a'],
    ['a part without a name', 'multipart/form-data; boundary=b', '--b\r\n\r\nx\r\n--b--\r\n'],
    ['a file field twice', 'multipart/form-data; boundary=b', twoFiles()],
    ['UTF-7', `${formType}; charset=utf-7`, 'first_name=+AGE-'],
    ['an unknown charset', `${formType}; charset=klingon`, 'first_name=a'],
    ['a charset in half a quote', `${formType}; charset="utf-8`, 'first_name=a'],
    ['JSON', 'application/json', '{"first_name":{"a":1}}'],
    ['no type', '', 'first_name=a'],
    ['a type that is none', 'a/b/c; ;=', 'first_name=a'],
    ['1,001 fields', formType, 'a=1&'.repeat(1_001)],
    ['brackets', formType, 'first_name[a][b]=1&__proto__[x]=1&constructor[prototype][x]=1&first_name[]=2'],
    ['percent signs', formType, 'first_name=%&last_name=%E0%A4%A&%=%&_at=%2F%2Fevil'],
    ['a field twice', formType, 'first_name=a&first_name=b&_form=1&_form=2&company_name=a&company_name=b'],
  ])('a form of %s does not fail', async (_name, type, body) => {
    const headers = { 'Content-Type': type, 'X-CSRF-Token': tokens[mode], Cookie: sessions[mode] };
    const paths = ['/contacts/create/', '/contacts/import/', '/accounts/avatar/', '/accounts/data/', '/mail/check/'];
    for (const path of [...paths, '/csp-reports/', '/accounts/passkeys/sign-in/', '/accounts/morning-mail/stop/x/']) {
      const answer = await send(mode, 'POST', path, headers, body);
      expect([path, answer.status < 500]).toEqual([path, true]);
      expect(answer.body).not.toMatch(stack);
    }
  });

  test.each([
    ['brackets', '/contacts/?search[a][b]=1&page[]=2&status[constructor]=lead'],
    ['the name of a prototype', '/contacts/?__proto__=1&__proto__[page]=2&constructor[prototype][x]=1&toString=1'],
    ['1,000 parameters', `/contacts/?${Array.from({ length: 1_000 }, (_, at) => `p${at}=1`).join('&')}`],
    ['one parameter 1,000 times', `/contacts/?${'page=2&'.repeat(1_000)}`],
    ['percent signs in the query', '/search/?search=%&kind=%E0%A4%A&page=%zz'],
    ['percent signs in the path', '/contacts/%/'],
    ['half a character in the path', '/contacts/%E0%A4%A/edit/'],
    ['NUL in the path', '/contacts/%00/'],
    ['NUL in a file name', '/assets/app%00.css'],
    ['a way out of the folder', '/assets/..%2f..%2f..%2fetc%2fpasswd'],
    ['backslashes', '/\\evil.example\\..\\'],
    ['a path of 8 kB', `/${'x'.repeat(8_000)}/`],
    ['a thousand slashes', '/'.repeat(1_000)],
    ['an address as the path', '/http://evil.example/'],
    ['an id that is none', '/contacts/1e3/edit/'],
  ])('%s does not fail', async (_name, path) => {
    for (const headers of [undefined, { Cookie: sessions[mode] }]) {
      const { status, body, headers: sent } = await send(mode, 'GET', path, headers);
      expect(status).toBeLessThan(500);
      expect(body).not.toMatch(stack);
      expect(sent['location'] ?? '').not.toMatch(/^(https?:)?[/\\]{2}(?!crm\.example\.com)/);
    }
  });

  const post = `POST /accounts/login/ HTTP/1.1\r\nHost: crm.example.com\r\nX-Forwarded-Proto: https\r\nContent-Type: ${formType}\r\n`;
  test.each([
    ['a body longer than its length', `${post}Content-Length: 1\r\nConnection: close\r\n\r\nusername=alice`],
    ['a body shorter than its length', `${post}Content-Length: 1000\r\n\r\nusername=alice`],
    ['a length of 10 GB', `${post}Content-Length: 10000000000\r\n\r\nusername=alice`],
    ['two lengths', `${post}Content-Length: 1\r\nContent-Length: 14\r\n\r\nusername=alice`],
    ['a length beside chunks', `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a chunk that is none', `${post}Transfer-Encoding: chunked\r\n\r\nxyz\r\nusername=alice\r\n`],
    ['NUL in the path', 'GET /contacts/\0/ HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['NUL in a header', 'GET / HTTP/1.1\r\nHost: a\r\nCookie: sid=\0\r\n\r\n'],
    ['bytes in the path', 'GET /contacts/\xf0\x9f\xa6\x8a/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: crm.example.com\r\nHost: evil.example\r\nConnection: close\r\n\r\n'],
    ['a header twice', `${post}X-Forwarded-Proto: http\r\nContent-Type: a\r\nConnection: close\r\n\r\n`],
    ['2,000 headers', `GET / HTTP/1.1\r\nHost: a\r\n${'a: b\r\n'.repeat(2_000)}Connection: close\r\n\r\n`],
    ['another method', 'PROPFIND / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['no path', 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ])('%s does not fail', async (_name, bytes) => {
    const isCut = /Content-Length: 1\d{3}/.test(bytes);
    const answer = await sendRaw(mode, bytes, { hangUp: isCut });
    if (!isCut) expect(answer).toMatch(/^HTTP\/1\.1 [2-4]\d\d /);
    expect(answer).not.toMatch(stack);
  });
});

test.each([
  ['203.0.113.7:51234', '203.0.113.7'],
  ['[2001:db8::7]:51234', '2001:db8::7'],
  ['x'.repeat(2_000), 'x'.repeat(45)],
])('an administrator signs in behind a proxy that says %s', async (forwarded, noted) => {
  await signIn('production', { 'X-Forwarded-For': forwarded });
  expect(await sql('SELECT ip FROM audit_log ORDER BY id DESC LIMIT 1')).toEqual([{ ip: noted }]);
});

function twoFiles(): string {
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx\r\n';
  return `${part}${part}--b--\r\n`;
}
