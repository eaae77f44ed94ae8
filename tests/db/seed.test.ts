import { beforeEach, expect, test, vi } from 'vitest';
import { verifyPassword } from '../../src/users/password.ts';
import { seedAdmin } from '../../src/users/seedAdmin.ts';
import { type CommandOutcome, callCommand, startCommand } from '../support/command.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { exhaustive } from '../support/exhaustive.ts';

// In `npm run test:full` a run starts a process; tests/server/fresh.test.ts always does.
vi.setConfig({ testTimeout: 90_000 });

const admin = { ADMIN_USERNAME: 'Szefowa', ADMIN_EMAIL: 'szefowa@example.com', ADMIN_PASSWORD: 'trzy zielone krowy' };

beforeEach(emptyDatabase);

test('creates the staff user once; the first sign-in creates the profile', async () => {
  expect(await seedProcess(admin)).toEqual({ code: 0, text: 'Made the staff user Szefowa.\n' });
  const [made] = await users();
  expect(made).toMatchObject({
    username: 'Szefowa',
    email: 'szefowa@example.com',
    is_staff: true,
    is_active: true,
    profiles: 0,
  });
  expect(await verifyPassword(admin.ADMIN_PASSWORD, made?.password_hash)).toBe(true);
  expect(await seed(admin)).toEqual({ code: 0, text: 'The staff user Szefowa is up to date.\n' });
  expect(await users()).toEqual([made]);
});

test('takes over a user name that was taken, and ends its sessions', async () => {
  await sql(
    `INSERT INTO users (username, email, password_hash, is_active) VALUES ('szefowa', 'x@example.com', 'x', false)`,
  );
  await sql(`INSERT INTO session (user_id, sid, sess, expire) SELECT id, 's', json_build_object('passport', json_build_object('user', json_build_object('id', id))),
    now() + interval '1 day' FROM users`);
  expect(await seed(admin)).toMatchObject({ code: 0 });
  const [user, ...others] = await users();
  expect(others).toEqual([]);
  expect(user).toMatchObject({
    username: 'szefowa',
    email: 'szefowa@example.com',
    is_staff: true,
    is_active: true,
    profiles: 0,
  });
  expect(await verifyPassword(admin.ADMIN_PASSWORD, user?.password_hash)).toBe(true);
  expect(await sql('SELECT sid FROM session')).toEqual([]);
});

test.each([
  ['nothing is set', {}, 'Set ADMIN_USERNAME, ADMIN_EMAIL, ADMIN_PASSWORD in .env'],
  ['the password is missing', { ...admin, ADMIN_PASSWORD: '' }, 'Set ADMIN_PASSWORD in .env'],
  [
    'the password is the username',
    { ...admin, ADMIN_USERNAME: 'anna.kowalska', ADMIN_PASSWORD: 'Anna.Kowalska' },
    'ADMIN_PASSWORD',
  ],
  ['the email is none', { ...admin, ADMIN_EMAIL: 'szefowa' }, 'ADMIN_EMAIL will not do.'],
])('when %s, it says so without a stack trace and creates nobody', async (_, env, sentence) => {
  const { code, text } = await seed(env);
  expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining(sentence) });
  expect(text).not.toMatch(/\bat .*:\d+|undefined|⟦/);
  expect(await users()).toEqual([]);
});

interface UserRow {
  username: string;
  password_hash: string;
  [column: string]: unknown;
}

function users(): Promise<UserRow[]> {
  return sql(`SELECT username, email, password_hash, is_staff, is_active,
    (SELECT count(*)::int FROM profiles WHERE user_id = users.id) AS profiles FROM users`);
}

/** Empty settings win over those of a .env file. */
async function environment(settings: Record<string, string>): Promise<NodeJS.ProcessEnv> {
  const none = { ADMIN_USERNAME: '', ADMIN_EMAIL: '', ADMIN_PASSWORD: '' };
  return { ...process.env, ...none, ...settings, DATABASE_URL: await testDatabaseUrl() };
}

async function seed(settings: Record<string, string>): Promise<{ code: number; text: string }> {
  const env = await environment(settings);
  return asText(await callCommand(async () => [await seedAdmin(env)]));
}

async function seedProcess(settings: Record<string, string>): Promise<{ code: number; text: string }> {
  if (!exhaustive) return seed(settings);
  return asText(await startCommand('prisma/seed.ts', [], await environment(settings)));
}

function asText({ code, out, err }: CommandOutcome): { code: number; text: string } {
  return { code, text: out + err };
}
