import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { temporaryName } from '../core/temporaryFiles.ts';

const chunkBytes = 64 * 1024;

/**
 * Yields what `write` writes, at the pace of the reader. What is not read yet waits in a temporary file, so that a slow
 * download does not keep a transaction open. Ends `write` when the reader stops.
 */
export async function* spooled(write: (sink: Writable) => Promise<void>): AsyncGenerator<Buffer> {
  const path = join(tmpdir(), temporaryName());
  const file = await open(path, 'wx+', 0o600);
  const spool = new Spool(file);
  const writing = write(spool).finally(() => spool.destroy());
  // The promise is awaited below; until then, a rejection must not count as unhandled.
  writing.catch(() => {});
  try {
    yield* spool.follow();
    await writing;
  } finally {
    spool.destroy();
    await writing.catch(() => {});
    await file.close();
    await rm(path, { force: true });
  }
}

class Spool extends Writable {
  private written = 0;
  private wake = () => {};

  constructor(private readonly file: FileHandle) {
    super({ highWaterMark: chunkBytes });
    this.once('close', () => this.wake());
    // The promise of `write` reports the error.
    this.on('error', () => {});
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.append(chunk).then(() => done(), done);
  }

  private async append(chunk: Buffer): Promise<void> {
    await this.file.write(chunk, 0, chunk.length, this.written);
    this.written += chunk.length;
    this.wake();
  }

  async *follow(): AsyncGenerator<Buffer> {
    for (let at = 0; at < this.written || !this.closed; ) {
      if (at === this.written) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        continue;
      }
      const wanted = Math.min(chunkBytes, this.written - at);
      const { bytesRead, buffer } = await this.file.read(Buffer.allocUnsafe(wanted), 0, wanted, at);
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}
