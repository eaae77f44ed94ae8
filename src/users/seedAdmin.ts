import { OperatorError } from '../core/operatorError.ts';
import type { Database } from '../db/client.ts';
import { withDatabase } from '../db/open.ts';
import { type TextKey, translator } from '../i18n/translate.ts';
import { databaseSettings } from '../settings.ts';
import { verifyPassword } from './password.ts';
import { RegisterSchema } from './users.schema.ts';
import { changePassword, createUser } from './users.service.ts';

interface Admin {
  username: string;
  email: string;
  password: string;
}

/** Each setting follows the rules of this field of the registration form. */
const settings = { ADMIN_USERNAME: 'username', ADMIN_EMAIL: 'email', ADMIN_PASSWORD: 'password1' };

/** Returns what to print. @throws OperatorError for missing or invalid settings */
export async function seedAdmin(env: NodeJS.ProcessEnv): Promise<string> {
  const admin = readAdmin(env);
  return withDatabase(databaseSettings(env), (database) => createOrUpdate(database, admin));
}

function readAdmin(env: NodeJS.ProcessEnv): Admin {
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

/** The password is set before anybody becomes staff. */
async function createOrUpdate(database: Database, admin: Admin): Promise<string> {
  const { user: users } = database.prisma;
  const created = await createUser(database, admin, new Date());
  const { username, email } = admin;
  const { id, password_hash, staff_since } = await users.findUniqueOrThrow({ where: { username } });
  if (!(await verifyPassword(admin.password, password_hash))) await changePassword(database, id, admin.password);
  await users.update({
    where: { id },
    data: { email, is_staff: true, staff_since: staff_since ?? new Date(), is_active: true },
  });
  return created ? `Made the staff user ${username}.` : `The staff user ${username} is up to date.`;
}
