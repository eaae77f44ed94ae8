import { createHash } from 'node:crypto';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { maxFileMegabytes, maxManifestBytes, maxRecords, maxUnpackedBytes } from './fileLimits.ts';
import { fileKinds, listFileName } from './kinds.ts';
import { linesIn } from './linesIn.ts';
import { formatVersion, type Manifest, type ManifestFile, ManifestSchema, manifestName } from './manifest.ts';
import { RefusedFileError } from './refusedFile.ts';

const maxEntries = 1_000;

/** The ZIP file of an account. It is read from disk on demand. */
export class AccountArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
    readonly manifest: Manifest,
  ) {}

  /** @throws RefusedFileError */
  static async open(path: string): Promise<AccountArchive> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
      throw new RefusedFileError({ key: 'accountFile.problem.noZip' }, error);
    });
    try {
      const entries = await readEntries(zip);
      const manifest = await readManifest(zip, entries);
      checkLists(manifest, entries);
      return new AccountArchive(zip, entries, manifest);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  close(): void {
    this.zip.close();
  }

  /**
   * Yields the lines of a list. @throws RefusedFileError at the end, when the checksum or the number of lines is wrong
   */
  async *lines(kind: string): AsyncGenerator<string> {
    const listed = this.manifest.files.find((file) => file.kind === kind);
    const entry = listed && this.entries.get(listed.name);
    if (!entry) return;
    const hash = createHash('sha256');
    let count = 0;
    for await (const line of linesIn(digested(await openEntry(this.zip, entry), hash))) {
      count += 1;
      yield line;
    }
    if (hash.digest('hex') !== listed.sha256 || count !== listed.records) throw damaged();
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > maxEntries) throw notOurs();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    throw damaged(error);
  }
  return entries;
}

async function readManifest(zip: ZipFile, entries: Map<string, Entry>): Promise<Manifest> {
  const entry = entries.get(manifestName);
  if (!entry || entry.uncompressedSize > maxManifestBytes) throw notOurs();
  const parts: Buffer[] = [];
  for await (const part of await openEntry(zip, entry)) parts.push(part);
  const given = parseJson(Buffer.concat(parts).toString('utf8')) as { format?: unknown; version?: unknown } | undefined;
  if (given?.format !== 'mini-crm-account') throw notOurs();
  if (Number(given.version) > formatVersion) throw newer();
  const { data } = ManifestSchema.safeParse(given);
  if (!data) throw damaged();
  return data;
}

/** Refuses lists that are missing, unknown or too large, before anything is unpacked. */
function checkLists({ files }: Manifest, entries: Map<string, Entry>): void {
  const lists = files.filter(({ kind }) => kind !== undefined);
  if (lists.some(({ kind, records = 0 }) => records > 0 && !fileKinds.some((known) => known === kind))) throw newer();
  if (!lists.every((list) => isWhole(list, entries)) || new Set(lists.map(({ kind }) => kind)).size < lists.length)
    throw damaged();
  const bytes = lists.reduce((sum, { name }) => sum + (entries.get(name)?.uncompressedSize ?? 0), 0);
  const records = lists.reduce((sum, list) => sum + (list.records ?? 0), 0);
  if (bytes > maxUnpackedBytes || records > maxRecords) throw tooMuch();
}

function isWhole({ name, kind, bytes, records }: ManifestFile, entries: Map<string, Entry>): boolean {
  return name === listFileName(kind ?? '') && records !== undefined && entries.get(name)?.uncompressedSize === bytes;
}

async function openEntry(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  if (entry.isEncrypted() || !entry.canDecodeFileData()) throw damaged();
  const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw damaged(error);
  });
  return telling(stream);
}

/** Reports an entry as damaged that cannot be unpacked, or is larger than the archive says. */
async function* telling(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw damaged(error);
  }
}

async function* digested(parts: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    hash.update(part);
    yield part;
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const damaged = (cause?: unknown) => new RefusedFileError({ key: 'accountFile.problem.damaged' }, cause);
const notOurs = () => new RefusedFileError({ key: 'accountFile.problem.notOurs' });
const newer = () => new RefusedFileError({ key: 'accountFile.problem.newer' });
const tooMuch = () => new RefusedFileError({ key: 'accountFile.problem.tooLarge', params: { size: maxFileMegabytes } });
