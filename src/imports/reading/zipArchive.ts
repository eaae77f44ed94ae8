import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { UnreadableFileError } from './rawSheet.ts';

/** The limit for all entries together; a spreadsheet of 50,000 rows unpacks to a tenth of it. */
const maxUnpackedBytes = 300_000_000;
const sizesFollow = 8;

/** The files of a ZIP archive by their names. */
export class ZipArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
  ) {}

  /** @throws UnreadableFileError when it would unpack to too much, Error when it is damaged */
  static async open(file: Uint8Array): Promise<ZipArchive> {
    const zip = await fromBufferPromise(Buffer.from(file.buffer, file.byteOffset, file.byteLength), {
      lazyEntries: true,
      // read() compares the sizes itself, to distinguish an archive that is too large from a damaged one.
      validateEntrySizes: false,
    });
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      unpacked += checkedSize(entry);
      entries.set(entry.fileName, entry);
    }
    if (unpacked > maxUnpackedBytes) throw new UnreadableFileError({ key: 'imports.problem.tooMuch' });
    return new ZipArchive(zip, entries);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** @throws Error when the entry is missing, larger than the archive says, or cannot be unpacked */
  async read(name: string): Promise<string> {
    const entry = this.entries.get(name);
    if (!entry) throw new Error(`The archive has no ${name}`);
    const parts: Buffer[] = [];
    let left = entry.uncompressedSize;
    for await (const part of await this.zip.openReadStreamPromise(entry)) {
      left -= part.length;
      if (left < 0) throw new Error(`${name} is larger than the archive says`);
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  }
}

/** @throws Error for an entry that does not state its size and could unpack to any */
function checkedSize({ fileName, compressedSize, uncompressedSize, generalPurposeBitFlag }: Entry): number {
  const hasUnknownSize = compressedSize === 0 && (generalPurposeBitFlag & sizesFollow) !== 0;
  if (hasUnknownSize || (uncompressedSize === 0 && compressedSize > 2))
    throw new Error(`${fileName} does not tell its size`);
  return uncompressedSize;
}
