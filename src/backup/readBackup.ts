import { open } from 'node:fs/promises';
import { OperatorError } from '../core/operatorError.ts';
import { readFormat1 } from './format1.ts';
import { readFormat2 } from './format2.ts';
import type { BackupVisitor, Contents } from './manifest.ts';
import { UnreadableBackupError } from './unreadableBackup.ts';

const verify: BackupVisitor = {
  table: async (_table, rows) => {
    for await (const _part of rows);
    return undefined;
  },
};

/** @throws OperatorError if the file is not a backup, has a newer format, is cut off or is damaged */
export async function readBackup(file: string, visitor = verify): Promise<Contents> {
  const read = formats[await signatureOf(file)];
  if (!read) throw notABackup(file);
  try {
    return await read(file, visitor);
  } catch (error) {
    throw sentenceFor(file, error);
  }
}

const formats: Record<string, (file: string, visitor: BackupVisitor) => Promise<Contents>> = {
  '504b': readFormat2,
  '1f8b': readFormat1,
};

/** The first two bytes, which tell ZIP from gzip. */
async function signatureOf(file: string): Promise<string> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? `There is no file ${file}.` : `The file ${file} cannot be read.`;
    throw new OperatorError(reason, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2);
    return buffer.subarray(0, bytesRead).toString('hex');
  } catch (cause) {
    throw new OperatorError(`The file ${file} cannot be read.`, { cause });
  } finally {
    await handle.close();
  }
}

function sentenceFor(file: string, error: unknown): unknown {
  if (!(error instanceof UnreadableBackupError)) return error;
  if (error.reason === 'foreign') return notABackup(file, error);
  if (error.reason === 'newer')
    return new OperatorError(`The backup ${file} was made by a newer Mini CRM, in a form that this one does not know.`);
  return new OperatorError(`The backup ${file} is cut off or damaged.`, { cause: error });
}

function notABackup(file: string, cause?: unknown): OperatorError {
  return new OperatorError(`The file ${file} is not a backup of Mini CRM, or is damaged.`, { cause });
}
