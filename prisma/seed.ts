// `npx prisma db seed`: makes the first staff user from ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD, or brings that user
// up to them. A name taken by somebody who registered becomes the owner's: password and email are set, old sessions end.

import { OperatorError } from '../src/core/operatorError.ts';
import { runCommand } from '../src/core/runCommand.ts';
import type { Database } from '../src/db/client.ts';
import { withDatabase } from '../src/db/open.ts';
import { type TextKey, translator } from '../src/i18n/translate.ts';
import { databaseSettings } from '../src/settings.ts';
import { verifyPassword } from '../src/users/password.ts';
import { RegisterSchema } from '../src/users/users.schema.ts';
import { changePassword, createUser } from '../src/users/users.service.ts';

interface Admin {
  username: string;
  email: string;
  password: string;
}

/** And the field of the registration form whose rules each must keep. */
const settings = { ADMIN_USERNAME: 'username', ADMIN_EMAIL: 'email', ADMIN_PASSWORD: 'password1' };

await runCommand(seed);

async function seed(): Promise<void> {
  const admin = adminOf(process.env);
  await withDatabase(databaseSettings(process.env), async (database) => {
    console.log(await makeOrUpdate(database, admin));
  });
}

function adminOf(env: NodeJS.ProcessEnv): Admin {
  const missing = Object.keys(settings).filter((name) => !env[name]?.trim());
  if (missing.length > 0) {
    throw new OperatorError(
      `Seeding makes the first staff user. Set ${missing.join(', ')} in .env or in the environment, then run it again.`,
    );
  }
  const { ADMIN_USERNAME, ADMIN_EMAIL, ADMIN_PASSWORD } = env;
  const given = { username: ADMIN_USERNAME, email: ADMIN_EMAIL, password1: ADMIN_PASSWORD, password2: ADMIN_PASSWORD };
  const parsed = RegisterSchema.safeParse(given);
  if (!parsed.success) throw new OperatorError(parsed.error.issues.map(explain).join('\n'));
  return { username: parsed.data.username, email: parsed.data.email, password: parsed.data.password1 };
}

function explain({ path, message }: { path: PropertyKey[]; message: string }): string {
  const name = Object.entries(settings).find(([, field]) => field === path[0])?.[0];
  return `The setting ${name} will not do. ${translator('en')(message as TextKey)}`;
}

/**
 * Says in a sentence what it did. Before anybody becomes staff, the password is the owner's. Language and zone are left to
 * the browser of the first sign-in: see adoptTongue().
 */
async function makeOrUpdate(database: Database, admin: Admin): Promise<string> {
  const { user: users } = database.prisma;
  const made = await createUser(database, admin, new Date());
  const { username, email } = admin;
  const { id, password_hash } = await users.findUniqueOrThrow({ where: { username } });
  if (!(await verifyPassword(admin.password, password_hash))) await changePassword(database, id, admin.password);
  await users.update({ where: { id }, data: { email, is_staff: true, is_active: true } });
  return made ? `Made the staff user ${username}.` : `The staff user ${username} is up to date.`;
}
