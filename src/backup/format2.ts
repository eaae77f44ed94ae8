// Entries are streamed, so that none is held in memory as a whole.
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type BackupVisitor, type Manifest, ManifestSchema, manifestFile, tableFile } from './manifest.ts';
import { UnreadableBackupError } from './unreadableBackup.ts';

const csvOptions = 'WITH (FORMAT csv, HEADER match)';

/** @throws UnreadableBackupError */
export async function readFormat2(file: string, visitor: BackupVisitor): Promise<Manifest> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(damaged);
  try {
    const entries = await entriesOf(zip).catch(damaged);
    const manifest = await readManifest(zip, entries);
    await visitor.begin?.(manifest);
    for (const { rows, ...table } of manifest.tables) {
      const count = await visitor.table(table, contentOf(zip, entries.get(tableFile(table.name))), csvOptions);
      if (count !== undefined && count !== rows) throw new UnreadableBackupError('damaged');
    }
    return manifest;
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

async function readManifest(zip: ZipFile, entries: Map<string, Entry>): Promise<Manifest> {
  const entry = entries.get(manifestFile);
  if (!entry) throw new UnreadableBackupError('foreign');
  const parts: Buffer[] = [];
  for await (const part of contentOf(zip, entry)) parts.push(part);
  const content = parseJson(Buffer.concat(parts));
  if (content?.['format'] !== 'mini-crm-backup') throw new UnreadableBackupError('foreign');
  if (content['version'] !== 2) throw new UnreadableBackupError('newer');
  const { data, error } = ManifestSchema.safeParse(content);
  return data ?? damaged(error);
}

function parseJson(content: Buffer): Record<string, unknown> | null {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch (error) {
    return damaged(error);
  }
}

/** The checksum is compared at the end. */
async function* contentOf(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (!entry) throw new UnreadableBackupError('damaged');
  let checksum = 0;
  try {
    for await (const part of await zip.openReadStreamPromise(entry)) {
      checksum = crc32(part, checksum);
      yield part;
    }
  } catch (error) {
    damaged(error);
  }
  if (checksum !== entry.crc32) throw new UnreadableBackupError('damaged');
}

function damaged(cause: unknown): never {
  throw new UnreadableBackupError('damaged', { cause });
}
