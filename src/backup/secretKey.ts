// No backup contains the key that encrypts two-factor secrets: whoever has the file must not be able to sign in with
// it.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withClient } from '../db/withClient.ts';
import { type Environment, parseSettings, SettingsSchema } from '../settings.ts';
import { countUndecryptableTwoFactors } from '../users/twoFactorSecrets.service.ts';

const KeySettings = SettingsSchema.pick({ SECRET_KEY: true, SECRET_KEY_OLD: true, DATA_DIR: true });

/** Reminder to copy a generated secret key; empty when SECRET_KEY is set. */
export async function secretKeyReminder(environment: Environment): Promise<string[]> {
  const { SECRET_KEY, DATA_DIR } = parseSettings(environment, KeySettings);
  if (SECRET_KEY !== undefined || (await generatedKey(DATA_DIR)) === undefined) return [];
  return [`Copy ${keyPath(DATA_DIR)} as well, apart from it: without that key two-factor codes fail after a restore.`];
}

export async function lockedTwoFactorWarning(url: string, environment: Environment): Promise<string[]> {
  const { SECRET_KEY, SECRET_KEY_OLD, DATA_DIR } = parseSettings(environment, KeySettings);
  const key = SECRET_KEY ?? (await generatedKey(DATA_DIR));
  const keys = key === undefined ? SECRET_KEY_OLD : [key, ...SECRET_KEY_OLD];
  const locked = await withClient({ connectionString: url }, (client) => countUndecryptableTwoFactors(client, keys));
  if (locked === 0) return [];
  const way = `set the former SECRET_KEY, or copy the former secret_key to ${keyPath(DATA_DIR)}`;
  return [`Two-factor codes of ${locked} of its accounts fail under the key that is here: ${way}, and start again.`];
}

async function generatedKey(dataDir: string): Promise<string | undefined> {
  const text = await readFile(keyPath(dataDir), 'utf8').catch(() => '');
  return text.trim() || undefined;
}

function keyPath(dataDir: string): string {
  return join(resolve(dataDir), 'secret_key');
}
