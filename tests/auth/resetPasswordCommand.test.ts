// `npm run reset-password -- <username>`.
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runResetPasswordCommand } from '../../src/auth/resetLink.ts';
import { createUser, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { type CommandOutcome, callCommand, startCommand } from '../support/command.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { mailbox } from '../support/mailbox.ts';

vi.setConfig({ testTimeout: 90_000 });

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

let more: Record<string, string> = {};
const settings = async () => ({
  ...process.env,
  ...more,
  DATABASE_URL: await testDatabaseUrl(),
  SECRET_KEY: 'only for the tests of this run',
  PUBLIC_URL: 'https://crm.example.com',
});

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  const env = await settings();
  return asText(await callCommand(() => runResetPasswordCommand(args, env)));
}

async function runProcess(...args: string[]): Promise<{ code: number; text: string }> {
  return asText(await startCommand('src/auth/resetPassword.command.ts', args, await settings()));
}

function asText({ code, out, err }: CommandOutcome): { code: number; text: string } {
  expect(out + err).not.toMatch(/^ {4}at /m);
  return { code, text: out + err };
}

test('prints a one-time link to a new password', async () => {
  await createUser(app, 'Alice');
  const { code, text } = await runProcess('alice');
  expect(code).toBe(0);
  const link = /https:\/\/crm\.example\.com(\/accounts\/reset\/[\w-]{43}\/)/.exec(text)?.[1] ?? '';
  const passwords = { password1: 'quite another one', password2: 'quite another one' };
  expect((await new Visitor(app).post(link, passwords)).status).toBe(303);
  expect((await new Visitor(app).post(link, passwords)).status).toBe(404);
});

describe('a user with two-factor sign-in', () => {
  const left = async () =>
    [await sql('SELECT * FROM two_factors'), await sql('SELECT * FROM recovery_codes')].flat().length;
  const logged = () => sql('SELECT actor_id, action, subject_id, ip, details FROM audit_log');
  let id: number;
  beforeEach(async () => {
    more = {};
    ({ id } = await createUser(app, 'alice', { email: 'alice@example.com' }));
    await sql(`INSERT INTO two_factors (user_id, secret, enabled_at) VALUES ($1, 'x', now())`, [id]);
    await sql(`INSERT INTO recovery_codes VALUES ($1, repeat('a', 43))`, [id]);
  });

  test('keeps it, and the command says what to do when the phone is lost', async () => {
    const { code, text } = await run('alice');
    expect([code, await left(), await logged()]).toEqual([0, 2, []]);
    expect(text).toMatch(/Two-factor sign-in stays on[\s\S]*--two-factor-off[\s\S]*\/accounts\/reset\//);
  });

  test('loses it with --two-factor-off: sessions end, it is logged, and a mail is sent', async () => {
    const box = await mailbox();
    more = { SMTP_URL: box.url, MAIL_FROM: 'crm@example.com' };
    await sql(`INSERT INTO session (user_id, sid, sess, expire) SELECT id, 's', json_build_object('passport', json_build_object('user',
      json_build_object('id', id))), now() + interval '1 day' FROM users`);
    const { code, text } = await run('alice', '--two-factor-off');
    expect(code).toBe(0);
    expect(text).toMatch(/Two-factor sign-in is off[\s\S]*A mail tells the owner[\s\S]*\/accounts\/reset\//);
    expect([await left(), await sql('SELECT sid FROM session')]).toEqual([0, []]);
    const details = { by: 'command' };
    expect(await logged()).toEqual([{ actor_id: id, action: 'two_factor_removed', subject_id: id, ip: '', details }]);
    expect((await box.take()).map(({ to }) => to)).toEqual([['alice@example.com']]);
    const boss = await signedIn(app, await createUser(app, 'boss', { is_staff: true }));
    expect((await boss.get('/admin/log/')).text).toContain('by the command on the server');
    more = {};
    const again = await run('--two-factor-off', 'alice');
    expect([again.code, again.text]).toEqual([0, expect.stringContaining('was off already')]);
  });
});

test('reports problems in one sentence without a stack trace', async () => {
  await createUser(app, 'gone', { is_active: false });
  expect(await run('nobody')).toEqual({
    code: 1,
    text: expect.stringMatching(/There is no active user nobody\.\n$/),
  });
  expect(await run('gone')).toEqual({ code: 1, text: expect.stringMatching(/There is no active user gone\.\n$/) });
  for (const words of [[], ['a', 'b'], ['--help'], ['--two-factor-off']])
    expect(await run(...words)).toEqual({ code: 1, text: expect.stringMatching(/^Whose password\?.*\n$/m) });
  expect(await sql('SELECT * FROM password_resets')).toEqual([]);
});
