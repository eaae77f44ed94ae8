import { existsSync, statfsSync } from 'node:fs';
import { OperatorError } from '../../core/operatorError.ts';

export class AlreadyRunningError extends OperatorError {
  override name = 'AlreadyRunningError';

  constructor(dataDir: string, pid: string) {
    super(
      `Mini CRM is already running on the data folder ${dataDir} (process ${pid}); stop it first or set DATA_DIR to another folder.`,
    );
  }
}

const minFreeBytes = 50_000_000;

const meanings: [RegExp, string][] = [
  [/ENOSPC|No space left/, 'the disk is full'],
  [/EROFS|Read-only file system/, 'the disk is read-only'],
  [/EACCES|EPERM|Permission denied|has wrong ownership/, 'the folder may not be written or belongs to another user'],
  [/could not look up effective user ID/, 'the user that runs it has no entry in /etc/passwd'],
  [/ENOTDIR|EEXIST/, 'there is a file where the folder should be'],
  [/ENOENT.* mkdir/, 'the folder cannot be made there'],
];

export function toOperatorError(dataDir: string, cause: unknown): Error {
  if (cause instanceof OperatorError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  const meaning =
    meanings.find(([pattern]) => pattern.test(text))?.[1] ??
    (isDiskFull(dataDir) ? 'the disk is full' : lastLine(text));
  return new OperatorError(`The database in the data folder ${dataDir} cannot start: ${meaning}.`, { cause });
}

/** PostgreSQL's tools do not always report a full disk. */
function isDiskFull(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < minFreeBytes;
}

function lastLine(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').replace(/\.$/, '');
}
