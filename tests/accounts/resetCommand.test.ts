// `npm run reset-password -- <username>` as a process of its own.
import { execFile } from 'node:child_process';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createUser, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';

vi.setConfig({ testTimeout: 90_000 });

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  const settings = {
    DATABASE_URL: await testDatabaseUrl(),
    SECRET_KEY: 'only for the tests of this run',
    PUBLIC_URL: 'https://crm.example.com',
  };
  const env = { ...process.env, ...settings };
  const result = await new Promise<{ code: number; text: string }>((resolve) => {
    const command = ['node_modules/tsx/dist/cli.mjs', 'src/accounts/command.ts', ...args];
    execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, text: stdout + stderr }),
    );
  });
  expect(result.text).not.toMatch(/^ {4}at /m);
  return result;
}

test('prints a link that sets a new password once', async () => {
  await createUser(app, 'Alice');
  const { code, text } = await run('alice');
  expect(code).toBe(0);
  const link = /https:\/\/crm\.example\.com(\/accounts\/reset\/[\w-]{43}\/)/.exec(text)?.[1] ?? '';
  const passwords = { password1: 'quite another one', password2: 'quite another one' };
  expect((await new Visitor(app).post(link, passwords)).status).toBe(303);
  expect((await new Visitor(app).post(link, passwords)).status).toBe(404);
});

test('says in a sentence what is wrong, without a stack', async () => {
  await createUser(app, 'gone', { is_active: false });
  expect(await run('nobody')).toEqual({ code: 1, text: expect.stringMatching(/There is no active user nobody\.\n$/) });
  expect(await run('gone')).toEqual({ code: 1, text: expect.stringMatching(/There is no active user gone\.\n$/) });
  expect(await run()).toEqual({ code: 1, text: expect.stringMatching(/^Whose password\?.*\n$/m) });
  expect(await sql('SELECT * FROM password_resets')).toEqual([]);
});
