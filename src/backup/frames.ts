// The file of a backup, from the inside: gzip over frames (length, bytes), an empty frame after each table, a checksum at
// the end. Nothing is ever held whole in memory.
import { createHash } from 'node:crypto';

type Bytes = AsyncIterable<Buffer> | Iterable<Buffer>;

const lengthBytes = 4;
const checksumBytes = 32;
/** Far above what PostgreSQL hands over at a time; a length beyond it is not one. */
const largestFrame = 64 * 2 ** 20;

export class DamagedFile extends Error {}

export function frame(content: Buffer): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

export const endOfTable = frame(Buffer.alloc(0));

/** The bytes, and after them their SHA-256. */
export async function* sealed(bytes: Bytes): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const part of bytes) {
    hash.update(part);
    yield part;
  }
  yield hash.digest();
}

/** Reads what `sealed` and `frame` wrote. Throws `DamagedFile` as soon as that cannot be. */
export class FrameReader {
  readonly #parts: AsyncIterator<Buffer>;
  readonly #hash = createHash('sha256');
  #buffer: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#parts = bytes[Symbol.asyncIterator]();
  }

  async next(): Promise<Buffer> {
    const length = (await this.#hashed(lengthBytes)).readUInt32BE();
    if (length > largestFrame) throw new DamagedFile();
    return this.#hashed(length);
  }

  /** The frames up to the end of the table. */
  async *table(): AsyncGenerator<Buffer> {
    for (let part = await this.next(); part.length > 0; part = await this.next()) yield part;
  }

  /** After the last frame: the checksum agrees, and nothing follows. */
  async end(): Promise<void> {
    const expected = this.#hash.digest();
    const found = await this.#take(checksumBytes);
    if (!found.equals(expected) || this.#buffer.length > 0 || !(await this.#parts.next()).done) throw new DamagedFile();
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
      const { done, value } = await this.#parts.next();
      if (done) throw new DamagedFile();
      parts.push(value);
      size += value.length;
    }
    const whole = parts.length === 1 ? this.#buffer : Buffer.concat(parts);
    this.#buffer = whole.subarray(length);
    return whole.subarray(0, length);
  }
}
