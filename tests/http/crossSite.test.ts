// What protects besides the token: the browser's word on who sends a form, pages that are not stored, reports,
// security.txt.
import supertest from 'supertest';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { log } from '../../src/log/log.ts';
import { createResetToken } from '../../src/users/passwordReset.service.ts';
import { password, testApp, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice } = await useSignedIn();
afterEach(() => vi.restoreAllMocks());

describe('a form with a right token', () => {
  const saves = async (headers: Record<string, string>) => {
    const visitor = await new Visitor(app, headers).openSession(alice);
    return (await visitor.post('/contacts/create/', { first_name: 'Ola' })).status;
  };

  test.each([
    [{ 'Sec-Fetch-Site': 'same-origin' }, 303],
    [{ 'Sec-Fetch-Site': 'none' }, 303],
    [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' }, 303],
    [{ Host: 'crm.test:3000', Origin: 'http://crm.test:3000' }, 303],
    [{ Host: 'crm.test', Origin: 'https://crm.test:8443' }, 303],
    [{}, 303],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'junk' }, 403],
    [{ Host: 'crm.test', Origin: 'https://evil.example' }, 403],
    [{ Host: 'crm.test', Origin: 'https://crm.test.evil.example' }, 403],
    [{ Host: 'crm.test', Origin: 'null' }, 403],
  ] as [Record<string, string>, number][])('and %j gets %i', async (headers, status) => {
    expect(await saves(headers)).toBe(status);
    expect(await sql('SELECT first_name FROM contacts')).toHaveLength(status === 303 ? 1 : 0);
  });

  test('of another site cannot sign in either', async () => {
    const visitor = new Visitor(app, { 'Sec-Fetch-Site': 'cross-site' });
    expect((await visitor.post('/accounts/login/', { username: 'alice', password })).status).toBe(403);
  });
});

test('pages that let somebody in are not stored', async () => {
  const token = await createResetToken(app.database.prisma, alice.id, new Date());
  const visitor = new Visitor(app);
  const stored = async (path: string) => (await visitor.get(path)).headers['cache-control'];
  expect(await stored(`/accounts/reset/${token}/`)).toBe('no-store');
  expect(await stored('/accounts/reset/none/')).toBe('no-store');
  expect(await stored('/accounts/register/?invite=abc')).toBe('no-store');
  await visitor.openSession(alice);
  for (const path of ['/accounts/email/?token=abc', '/accounts/two-factor/', '/calendar/feed/'])
    expect(await stored(path), path).toBe('no-store');
});

test.each([
  ['application/csp-report', { 'csp-report': { 'violated-directive': "script-src-elem 'self'" } }, 'script-src'],
  ['application/reports+json', [{ body: { effectiveDirective: 'img-src', blockedURL: 'secret' } }], 'img-src'],
  ['application/json', { 'csp-report': { 'effective-directive': 'made-up secret' } }, undefined],
  ['application/json', [], undefined],
  ['application/json', { 'csp-report': { 'effective-directive': { toString: 1, valueOf: 1 } } }, undefined],
  ['application/json', { 'csp-report': 'none' }, undefined],
])('a report of a browser (%s) leaves only the directive in the log', async (type, body, directive) => {
  const warn = vi.spyOn(log, 'warn');
  const answer = await supertest(app.app).post('/csp-reports/').type(type).send(JSON.stringify(body));
  expect(answer.status).toBe(204);
  expect(warn.mock.calls.map(([about]) => about)).toEqual(directive ? [{ directive }] : []);
});

test('browsers learn from each page where to report', async () => {
  const { headers } = await supertest(app.app).get('/accounts/login/');
  expect(headers['content-security-policy']).toContain('report-uri /csp-reports/');
});

test('reports are limited, and junk among them is no failure', async () => {
  const send = () => supertest(app.app).post('/csp-reports/').type('application/json').send('{"a":');
  expect((await send()).status).toBe(400);
  const fresh = await testApp();
  const reports = Array.from({ length: 22 }, () => supertest(fresh.app).post('/csp-reports/').send({}));
  const statuses = (await Promise.all(reports)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
});

test('security.txt names whom to tell', async () => {
  const text = async (environment: Record<string, string>) =>
    (await supertest((await testApp({ environment })).app).get('/.well-known/security.txt')).text;
  expect(await text({ SECURITY_CONTACT: 'mailto:a@example.com' })).toMatch(
    /^Contact: mailto:a@example\.com\nExpires: 20/,
  );
  expect(await text({ PUBLIC_URL: 'https://crm.example.com' })).toMatch(
    /^Contact: https:\/\/crm\.example\.com\/\n.*Canonical: https:\/\/crm\.example\.com\/\.well-known\/security\.txt\n$/s,
  );
});
