import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OperatorError } from '../core/operatorError.ts';
import { existingClusterPaths } from '../db/embedded/clusterPaths.ts';
import { joinEmbedded } from '../db/embedded/embedded.ts';
import { openDatabase } from '../db/open.ts';
import { type DatabaseSettings, databaseSettings } from '../settings.ts';
import { backUp } from './backup.ts';
import { backupFileName, backupFolder, newestBackup } from './backupFiles.ts';
import { type BackupKeys, backupKeys, isEncrypting, withDecrypted } from './encryption.ts';
import { readBackup } from './readBackup.ts';
import { restore } from './restore.ts';
import { lockedTwoFactorWarning, secretKeyReminder } from './secretKey.ts';
import { verifyBackup } from './verify.ts';

type Command = (args: string[], env: NodeJS.ProcessEnv) => Promise<string[]>;

const commands: Record<string, Command> = { backup, restore: restoreBackup };

/** Returns the lines to print. @throws OperatorError for wrong arguments */
export function runBackupCommand([name = '', ...args]: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  return (commands[name] ?? usage)(args, env);
}

async function backup(args: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const { positionals, values } = parse(args, 'npm run backup [-- [--verify] [FILE]]', 0, 'verify');
  const [settings, keys, now] = [databaseSettings(env), backupKeys(env), new Date()];
  if (values.verify) return verify(positionals[0], settings, keys);
  const target =
    positionals[0] ?? join(backupFolder(settings.dataDir), backupFileName('mini-crm', now, isEncrypting(keys)));
  const { url, stop } = await findDatabase(settings);
  const { file, rows, bytes } = await backUp(url, resolve(target), { now, keys }).finally(stop);
  const readers = isEncrypting(keys) ? 'It is encrypted.' : 'Whoever has this file can read everything in it.';
  return [
    `Saved ${rows} rows in ${file} (${Math.ceil(bytes / 1024)} kB). ${readers}`,
    ...(await secretKeyReminder(env)),
  ];
}

async function verify(given: string | undefined, { dataDir }: DatabaseSettings, keys: BackupKeys): Promise<string[]> {
  const file = given ? resolve(given) : await newestBackup(backupFolder(dataDir));
  if (!file) throw new OperatorError(`There is no backup in ${backupFolder(dataDir)} yet: nothing to verify.`);
  const { rows, madeAt } = await withDecrypted(file, keys, verifyBackup);
  return [
    `${file} can be restored: ${rows} rows, as they were on ${madeAt}. The database that was made for this is gone.`,
  ];
}

async function restoreBackup(args: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const { positionals, values } = parse(args, 'npm run restore -- FILE [--overwrite]', 1, 'overwrite');
  return withDecrypted(resolve(positionals[0] ?? ''), backupKeys(env), (file) => restoreFile(file, values, env));
}

async function restoreFile(
  file: string,
  { overwrite }: { overwrite?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  // The file is checked first, so that no database is created or started in vain.
  await readBackup(file);
  // Fails while Mini CRM runs on the data folder.
  const { url, close } = await openDatabase(databaseSettings(env));
  const work = async () => {
    const { rows, madeAt } = await restore(url, file, { overwrite });
    return [`Restored ${rows} rows, as they were on ${madeAt}.`, ...(await lockedTwoFactorWarning(url, env))];
  };
  return work().finally(close);
}

/** Applies no migrations, so that a backup can be made before an update takes effect. */
async function findDatabase({
  databaseUrl,
  dataDir,
}: DatabaseSettings): Promise<{ url: string; stop(): Promise<void> }> {
  if (databaseUrl) return { url: databaseUrl, stop: async () => {} };
  if (existingClusterPaths(dataDir)) return joinEmbedded(dataDir);
  throw new OperatorError(`There is no database in the data folder ${dataDir} yet: nothing to back up.`);
}

function parse(args: string[], usageLine: string, minFiles: number, option: 'verify' | 'overwrite') {
  try {
    const options = { verify: { type: 'boolean' }, overwrite: { type: 'boolean' } } as const;
    const parsed = parseArgs({ args, options, allowPositionals: true });
    const isKnown = Object.keys(parsed.values).every((name) => name === option);
    if (isKnown && parsed.positionals.length >= minFiles && parsed.positionals.length <= 1) return parsed;
  } catch {
    // An unknown option gets the same sentence.
  }
  throw new OperatorError(`It is used like this: ${usageLine}`);
}

async function usage(): Promise<never> {
  throw new OperatorError('The commands are: npm run backup, npm run restore.');
}
