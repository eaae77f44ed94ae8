// Reading a backup: first only to see whether it is whole, then to bring it back.
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { ZodError } from 'zod';
import { OperatorError } from '../core/operatorError.ts';
import { DamagedFile, FrameReader } from './frames.ts';
import { type Header, HeaderSchema, TrailerSchema } from './header.ts';

/** What is done with the rows of a table; must read them to their end, and tells how many there were. */
type TakeTable = (table: Header['tables'][number], rows: AsyncGenerator<Buffer>) => Promise<number | undefined>;

/** Reads the whole file. Throws one sentence if it is no backup, of another version, cut off or damaged. */
export async function readBackup(
  file: string,
  take: TakeTable = passOver,
  begin?: (header: Header) => Promise<void>,
): Promise<Header> {
  const source = createReadStream(file);
  const unpacked = source.pipe(createGunzip());
  source.on('error', (error) => unpacked.destroy(error));
  try {
    return await readFrames(file, new FrameReader(unpacked), take, begin);
  } catch (error) {
    throw isDamage(error) ? new OperatorError(`The backup ${file} is cut off or damaged.`, { cause: error }) : error;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

async function readFrames(
  file: string,
  reader: FrameReader,
  take: TakeTable,
  begin?: (header: Header) => Promise<void>,
): Promise<Header> {
  const header = await readHeader(file, reader);
  await begin?.(header);
  const taken: (number | undefined)[] = [];
  for (const table of header.tables) taken.push(await take(table, reader.table()));
  const { rows } = TrailerSchema.parse(parse(await reader.next()));
  await reader.end();
  if (taken.some((count, at) => count !== undefined && count !== rows[at])) throw new DamagedFile();
  return header;
}

async function readHeader(file: string, reader: FrameReader): Promise<Header> {
  const first = await reader.next().catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new OperatorError(`There is no file ${file}.`);
    if (error.code === 'EACCES' || error.code === 'EISDIR') throw new OperatorError(`The file ${file} cannot be read.`);
    throw new OperatorError(`The file ${file} is not a backup of Mini CRM, or is damaged.`, { cause: error });
  });
  const content = parse(first) as { format?: unknown; version?: unknown };
  if (content?.format === 'mini-crm-backup' && content.version !== 1) {
    throw new OperatorError(`The backup ${file} was made by a newer Mini CRM, in a form that this one does not know.`);
  }
  return HeaderSchema.parse(content);
}

async function passOver(_table: unknown, rows: AsyncGenerator<Buffer>): Promise<undefined> {
  for await (const _part of rows);
}

function parse(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    throw new DamagedFile();
  }
}

function isDamage(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof DamagedFile || error instanceof ZodError || /^Z_/.test(code ?? '');
}
