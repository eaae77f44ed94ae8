// The log of attempts to sign in or to confirm a password.
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { log } from '../../src/log/log.ts';
import { createUser, password, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';

let app: TestApp;
let other: TestApp;
let lines: Record<string, unknown>[];
beforeAll(async () => {
  app = await testApp();
  other = await testApp({ environment: { SECRET_KEY: 'another key for this test' } });
});
beforeEach(async () => {
  await emptyDatabase();
  lines = [];
  vi.spyOn(log, 'info').mockImplementation((facts: unknown, text: unknown) => {
    if (text === 'sign-in') lines.push(facts as Record<string, unknown>);
  });
});
afterEach(() => vi.restoreAllMocks());

const attempt = (username: string, typed: string, at = app) =>
  new Visitor(at).post('/accounts/login/', { username, password: typed });

test('contains correct and wrong passwords of known and unknown users, with one hash for each account', async () => {
  await createUser(app, 'Kowalska');
  await attempt('Kowalska', password);
  await attempt(' KOWALSKA ', 'wrong one');
  await attempt('nobody@example.com', 'wrong one');
  expect(lines.map(({ step, outcome }) => [step, outcome])).toEqual([
    ['password', 'correct'],
    ['password', 'wrong'],
    ['password', 'wrong'],
  ]);
  const [first, second, third] = lines.map(({ account }) => account);
  expect([second === first, third === first]).toEqual([true, false]);
  expect(new Set(lines.map(({ network }) => network)).size).toBe(1);
  for (const line of lines) {
    expect(line).toMatchObject({
      account: expect.stringMatching(/^[\w-]{16}$/),
      network: expect.stringMatching(/^[\w-]{16}$/),
    });
    expect(line['requestId']).toEqual(expect.any(String));
  }
});

test('contains no personal data', async () => {
  await createUser(app, 'Kowalska');
  await attempt('Kowalska', 'my secret dog');
  expect(JSON.stringify(lines)).not.toMatch(/kowalska|secret dog|127\.0\.0\.1/i);
});

test('hashes differ under another SECRET_KEY, so that nobody can test names against them', async () => {
  await attempt('kowalska', 'x');
  await attempt('kowalska', 'x', other);
  expect(lines[0]?.['account']).not.toBe(lines[1]?.['account']);
  expect(lines[0]?.['network']).not.toBe(lines[1]?.['network']);
});

test('contains rate-limited attempts and password confirmations', async () => {
  const alice = await new Visitor(app).signIn(await createUser(app));
  await alice.post('/accounts/sessions/end-others/', { password: 'wrong' });
  await alice.post('/accounts/sessions/end-others/', { password });
  for (let i = 0; i < 6; i++) await attempt('alice', 'wrong');
  const entries = lines.map(({ step, outcome }) => `${step} ${outcome}`);
  expect(entries.slice(0, 3)).toEqual([
    'password correct',
    'password_confirmation wrong',
    'password_confirmation correct',
  ]);
  expect(entries.at(-1)).toBe('password rate_limited');
});
