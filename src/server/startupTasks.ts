import type { Config, SecretKeys } from '../config.ts';
import { connect, type Database } from '../db/client.ts';
import { log } from '../log/log.ts';
import { reencryptTwoFactorSecrets } from '../users/twoFactorSecrets.service.ts';

/** Re-encrypts secrets after a change of SECRET_KEY. Returns notices for the operator, one sentence each. */
export async function runStartupTasks({ secretKeys }: Pick<Config, 'secretKeys'>, url: string): Promise<string[]> {
  const database = connect(url, { size: 1 });
  try {
    await reencryptSecrets(database, secretKeys);
    return await startupNotices(database);
  } finally {
    await database.close();
  }
}

async function reencryptSecrets(database: Database, secretKeys: SecretKeys): Promise<void> {
  const count = await reencryptTwoFactorSecrets(database, secretKeys);
  if (count > 0) log.info({ count }, 'two-factor secrets are encrypted with the new SECRET_KEY');
}

async function startupNotices({ pool }: Database): Promise<string[]> {
  const { rowCount } = await pool.query('SELECT FROM users WHERE is_staff AND is_active LIMIT 1');
  return rowCount === 0 ? [noStaff] : [];
}

// The first visitor must not become one: docs/decisions/009-first-staff-user.md.
const noStaff =
  'There is no administrator yet. To make one, set ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD (in .env or in the ' +
  'environment) and run, while this runs on: npx prisma db seed';
