import { beforeEach, expect, test, vi } from 'vitest';
import { fillDemo } from '../../src/sample/fillDemo.ts';
import { verifyPassword } from '../../src/users/password.ts';
import { type CommandOutcome, callCommand, startCommand } from '../support/command.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { exhaustive } from '../support/exhaustive.ts';

// In `npm run test:full` a run starts a process.
vi.setConfig({ testTimeout: 90_000 });

beforeEach(emptyDatabase);

test('creates the user with sample data, and changes nothing the second time', async () => {
  const first = await demoProcess('--lang', 'pl');
  expect(first).toEqual({
    code: 0,
    text: expect.stringMatching(/^Sign in as demo with the password \S{12} \(.*\)\.\n60 example people .*\.\n$/),
  });
  expect(await verifyPassword(passwordIn(first.text), await hash())).toBe(true);
  const rows = await sql('SELECT * FROM contacts ORDER BY id');
  expect(rows).toHaveLength(60);
  expect(await sql('SELECT locale, time_zone FROM profiles')).toEqual([
    { locale: 'pl', time_zone: expect.any(String) },
  ]);
  expect(await sql(`SELECT id FROM tasks WHERE title = 'Potwierdzić orzech'`)).toHaveLength(1);

  const before = await hash();
  const second = await demo();
  expect(second).toEqual({ code: 0, text: expect.stringMatching(/keeps its password.*\nThe examples were there/) });
  expect(await hash()).toBe(before);
  expect(await sql('SELECT * FROM contacts ORDER BY id')).toEqual(rows);
});

test('sets a new password on request', async () => {
  await sql(`INSERT INTO users (username, password_hash) VALUES ('Demo', 'x')`);
  const { code, text } = await demo('--new-password');
  expect(code).toBe(0);
  expect(await verifyPassword(passwordIn(text), await hash())).toBe(true);
  expect(await sql('SELECT id FROM contacts')).toHaveLength(60);
});

test.each([
  ['--lang=de', 'one of en, pl'],
  ['--nonsense', 'The options are'],
])('%s is refused in a sentence and creates no user', async (option, sentence) => {
  const { code, text } = await demo(option);
  expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining(sentence) });
  expect(text).not.toMatch(/\bat .*:\d+/);
  expect(await sql('SELECT id FROM users')).toEqual([]);
});

const passwordIn = (text: string) => /password (\S+)/.exec(text)?.[1] ?? '';

async function hash(): Promise<string | undefined> {
  return (await sql<{ password_hash: string }>('SELECT password_hash FROM users'))[0]?.password_hash;
}

async function demo(...options: string[]): Promise<{ code: number; text: string }> {
  const env = { ...process.env, DATABASE_URL: await testDatabaseUrl() };
  return asText(await callCommand(() => fillDemo(options, env)));
}

async function demoProcess(...options: string[]): Promise<{ code: number; text: string }> {
  if (!exhaustive) return demo(...options);
  const env = { ...process.env, DATABASE_URL: await testDatabaseUrl() };
  return asText(await startCommand('src/sample/demo.command.ts', options, env));
}

function asText({ code, out, err }: CommandOutcome): { code: number; text: string } {
  return { code, text: out + err };
}
