// This reads backups made until November 2026: gzip over frames (length, bytes), ended by a SHA-256.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { type BackupVisitor, type Contents, ManifestSchema } from './manifest.ts';
import { UnreadableBackupError } from './unreadableBackup.ts';

const HeaderSchema = ManifestSchema.extend({
  version: z.literal(1),
  tables: z.array(ManifestSchema.shape.tables.element.omit({ rows: true })),
});
const TrailerSchema = z.object({ rows: z.array(z.number().int()) });

const lengthBytes = 4;
const checksumBytes = 32;
/** Far more than PostgreSQL sends at once. */
const maxFrameBytes = 64 * 2 ** 20;

/** @throws UnreadableBackupError */
export async function readFormat1(file: string, visitor: BackupVisitor): Promise<Contents> {
  const source = createReadStream(file);
  const unpacked = source.pipe(createGunzip());
  source.on('error', (error) => unpacked.destroy(error));
  try {
    return await readFrames(new FrameReader(unpacked), visitor);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

async function readFrames(frames: FrameReader, visitor: BackupVisitor): Promise<Contents> {
  const header = await readHeader(frames);
  await visitor.begin?.(header);
  const counts: (number | undefined)[] = [];
  for (const table of header.tables) counts.push(await visitor.table(table, frames.table(), ''));
  const { rows } = parse(TrailerSchema, await frames.next());
  await frames.end();
  if (counts.some((count, at) => count !== undefined && count !== rows[at])) throw new UnreadableBackupError('damaged');
  return header;
}

async function readHeader(frames: FrameReader): Promise<z.output<typeof HeaderSchema>> {
  try {
    return parse(HeaderSchema, await frames.next());
  } catch (cause) {
    throw new UnreadableBackupError('foreign', { cause });
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, content: Buffer): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(content.toString('utf8')));
  } catch (cause) {
    throw new UnreadableBackupError('damaged', { cause });
  }
}

class FrameReader {
  readonly #parts: AsyncIterator<Buffer>;
  readonly #hash = createHash('sha256');
  #buffer: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#parts = bytes[Symbol.asyncIterator]();
  }

  async next(): Promise<Buffer> {
    const length = (await this.#hashed(lengthBytes)).readUInt32BE();
    if (length > maxFrameBytes) throw new UnreadableBackupError('damaged');
    return this.#hashed(length);
  }

  async *table(): AsyncGenerator<Buffer> {
    for (let part = await this.next(); part.length > 0; part = await this.next()) yield part;
  }

  async end(): Promise<void> {
    const expected = this.#hash.digest();
    const found = await this.#take(checksumBytes);
    const isEnd = this.#buffer.length === 0 && (await this.#read()) === undefined;
    if (!found.equals(expected) || !isEnd) throw new UnreadableBackupError('damaged');
  }

  async #hashed(length: number): Promise<Buffer> {
    const bytes = await this.#take(length);
    this.#hash.update(bytes);
    return bytes;
  }

  async #take(length: number): Promise<Buffer> {
    const parts = [this.#buffer];
    let size = this.#buffer.length;
    while (size < length) {
      const part = await this.#read();
      if (!part) throw new UnreadableBackupError('damaged');
      parts.push(part);
      size += part.length;
    }
    const whole = parts.length === 1 ? this.#buffer : Buffer.concat(parts);
    this.#buffer = whole.subarray(length);
    return whole.subarray(0, length);
  }

  async #read(): Promise<Buffer | undefined> {
    try {
      return (await this.#parts.next()).value;
    } catch (cause) {
      throw new UnreadableBackupError('damaged', { cause });
    }
  }
}
