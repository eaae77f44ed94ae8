import { reencryptFeedTokens } from '../calendarFeed/feed.service.ts';
import type { Config, SecretKeys } from '../config.ts';
import { connect, type Database } from '../db/client.ts';
import { log } from '../log/log.ts';
import { reencryptTwoFactorSecrets } from '../users/twoFactorSecrets.service.ts';

type StartupConfig = Pick<Config, 'secretKeys' | 'production' | 'allowedHosts'>;

/** Re-encrypts secrets after a change of SECRET_KEY. Returns notices for the operator, one sentence each. */
export async function runStartupTasks(config: StartupConfig, url: string): Promise<string[]> {
  const database = connect(url, { size: 1 });
  try {
    await reencryptSecrets(database, config.secretKeys);
    return [...(await staffNotices(database)), ...hostNotices(config)];
  } finally {
    await database.close();
  }
}

async function reencryptSecrets(database: Database, secretKeys: SecretKeys): Promise<void> {
  const changed = {
    twoFactor: await reencryptTwoFactorSecrets(database, secretKeys),
    calendars: await reencryptFeedTokens(database, secretKeys),
  };
  if (changed.twoFactor + changed.calendars > 0) log.info(changed, 'secrets are encrypted with the new SECRET_KEY');
}

async function staffNotices({ pool }: Database): Promise<string[]> {
  const { rowCount } = await pool.query('SELECT FROM users WHERE is_staff AND is_active LIMIT 1');
  return rowCount === 0 ? [noStaff] : [];
}

// The first visitor must not become one: docs/decisions/009-first-staff-user.md.
const noStaff =
  'There is no administrator yet. To make one, set ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD (in .env or in the ' +
  'environment) and run, while this runs on: npx prisma db seed';

const localHosts = ['localhost', '127.0.0.1', '[::1]'];

function hostNotices({ production, allowedHosts }: StartupConfig): string[] {
  return production && allowedHosts.every((host) => localHosts.includes(host)) ? [onlyLocal] : [];
}

const onlyLocal =
  'Only localhost is served: every other host gets 400 until ALLOWED_HOSTS names it (crm.example.com, several separated ' +
  'by commas).';
