// The key that two-factor secrets are sealed with is in no backup: whoever reads the file should not sign in with it.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Environment, parseSettings, SettingsSchema } from '../config.ts';
import { withClient } from '../db/withClient.ts';
import { countUndecryptableTwoFactors } from '../users/twoFactorSecrets.service.ts';

const KeySettings = SettingsSchema.pick({ SECRET_KEY: true, SECRET_KEY_OLD: true, DATA_DIR: true });

/** After a backup, where the key was made by the application: that it is to be copied as well. Else nothing. */
export async function keyToCopy(environment: Environment): Promise<string[]> {
  const { SECRET_KEY, DATA_DIR } = parseSettings(environment, KeySettings);
  if (SECRET_KEY !== undefined || (await madeKey(DATA_DIR)) === undefined) return [];
  return [`Copy ${pathIn(DATA_DIR)} as well, apart from it: without that key two-factor codes fail after a restore.`];
}

/** After a restore: whether somebody's second factor opens under no key that is here. */
export async function lockedAccounts(url: string, environment: Environment): Promise<string[]> {
  const { SECRET_KEY, SECRET_KEY_OLD, DATA_DIR } = parseSettings(environment, KeySettings);
  const key = SECRET_KEY ?? (await madeKey(DATA_DIR));
  const keys = key === undefined ? SECRET_KEY_OLD : [key, ...SECRET_KEY_OLD];
  const locked = await withClient({ connectionString: url }, (client) => countUndecryptableTwoFactors(client, keys));
  if (locked === 0) return [];
  const way = `set the former SECRET_KEY, or copy the former secret_key to ${pathIn(DATA_DIR)}`;
  return [`Two-factor codes of ${locked} of its accounts fail under the key that is here: ${way}, and start again.`];
}

/** Undefined before the first start. */
async function madeKey(dataDir: string): Promise<string | undefined> {
  const text = await readFile(pathIn(dataDir), 'utf8').catch(() => '');
  return text.trim() || undefined;
}

function pathIn(dataDir: string): string {
  return join(resolve(dataDir), 'secret_key');
}
