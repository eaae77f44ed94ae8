// `npm run backup [-- FILE]` and `npm run restore -- FILE [--overwrite]`.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OperatorError } from '../core/operatorError.ts';
import { runCommand } from '../core/runCommand.ts';
import { type DatabaseSettings, databaseSettings } from '../db/databaseSettings.ts';
import { joinEmbedded } from '../db/embedded/embedded.ts';
import { existingPlace } from '../db/embedded/place.ts';
import { openDatabase } from '../db/open.ts';
import { backUp } from './backup.ts';
import { backupsIn, fileName } from './backupFiles.ts';
import { readBackup } from './read.ts';
import { restore } from './restore.ts';
import { keyToCopy, lockedAccounts } from './secretKey.ts';

const commands: Record<string, (args: string[]) => Promise<string>> = { backup, restore: bringBack };
const [name = '', ...args] = process.argv.slice(2);

await runCommand(async () => console.log(await (commands[name] ?? usage)(args)));

async function backup(args: string[]): Promise<string> {
  const { positionals } = read(args, 'npm run backup [-- FILE]', 0);
  const now = new Date();
  const settings = databaseSettings(process.env);
  const wished = positionals[0] ?? join(backupsIn(settings.dataDir), fileName('mini-crm', now));
  const { url, stop } = await running(settings);
  const { file, rows, bytes } = await backUp(url, resolve(wished), { now }).finally(stop);
  const saved = `Saved ${rows} rows in ${file} (${Math.ceil(bytes / 1024)} kB). Whoever has this file can read everything in it.`;
  return [saved, ...(await keyToCopy(process.env))].join('\n');
}

async function bringBack(args: string[]): Promise<string> {
  const { positionals, values } = read(args, 'npm run restore -- FILE [--overwrite]', 1);
  const file = resolve(positionals[0] ?? '');
  // Before a database is made or started for nothing.
  await readBackup(file);
  // Refused while Mini CRM runs on the data folder.
  const { url, close } = await openDatabase(databaseSettings(process.env));
  const work = async () => {
    const { rows, madeAt } = await restore(url, file, values);
    return [`Restored ${rows} rows, as they were on ${madeAt}.`, ...(await lockedAccounts(url, process.env))];
  };
  return (await work().finally(close)).join('\n');
}

/** A backup changes nothing, so it applies no migrations either: it can be made before an update takes hold. */
async function running({ databaseUrl, dataDir }: DatabaseSettings): Promise<{ url: string; stop(): Promise<void> }> {
  if (databaseUrl) return { url: databaseUrl, stop: async () => {} };
  if (existingPlace(dataDir)) return joinEmbedded(dataDir);
  throw new OperatorError(`There is no database in the data folder ${dataDir} yet: nothing to back up.`);
}

function read(args: string[], line: string, files: number) {
  try {
    const options = { overwrite: { type: 'boolean', default: false } } as const;
    const parsed = parseArgs({ args, options, allowPositionals: true });
    if (parsed.positionals.length >= files && parsed.positionals.length <= 1) return parsed;
  } catch {
    // An unknown option: the same sentence.
  }
  throw new OperatorError(`It is used like this: ${line}`);
}

async function usage(): Promise<never> {
  throw new OperatorError('The commands are: npm run backup, npm run restore.');
}
