import { createHash } from 'node:crypto';
import { pipeline as joinStreams, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { appVersion } from '../core/appVersion.ts';
import { csvStringifier } from '../core/csv.ts';
import type { OwnedDb } from '../db/owned.ts';
import { exportTable, type TableName, tableNames } from '../export/tables.service.ts';
import { translator } from '../i18n/translate.ts';
import { type FileOwner, profileJson } from './fileOwner.service.ts';
import { type FileKind, fileKinds, listFileName } from './kinds.ts';
import { formatVersion, type Manifest, type ManifestFile, manifestName } from './manifest.ts';
import { readme } from './readme.ts';
import { readRecords } from './readRecords.service.ts';
import { spooled } from './spool.ts';

/** The time limit for writing a file; a million records take some minutes on a slow computer. */
const snapshot = { isolationLevel: 'RepeatableRead', timeout: 30 * 60_000 } as const;

/** Yields the whole account as a ZIP file. One transaction reads it, so that the file is consistent. */
export function accountZip(db: OwnedDb, owner: FileOwner, now: Date): AsyncGenerator<Buffer> {
  return spooled((sink) => db.transaction((tx) => writeZip(tx, sink, owner, now), snapshot));
}

interface Counted {
  bytes: number;
  records: number;
}

type Content = (counted: Counted) => AsyncIterable<string | Buffer>;

async function writeZip(tx: OwnedDb, sink: Writable, owner: FileOwner, now: Date): Promise<void> {
  await tx.read("SELECT set_config('timezone', 'UTC', true) WHERE $1::int > 0");
  const zip = new ZipFile();
  const files: ManifestFile[] = [];
  const add = (name: string, content: Content, kind?: FileKind) =>
    addFile(zip, name, now, () =>
      digested(content, (digest) => files.push({ name, ...(kind && { kind }), ...digest })),
    );
  const t = translator(owner.locale);
  add(t('accountFile.readme.name'), only(readme(owner, now)));
  for (const name of tableNames) add(tableFile(name, t), () => table(tx, name, owner));
  for (const kind of fileKinds) add(listFileName(kind), (counted) => lines(tx, kind, counted), kind);
  add('profile.json', only(profileJson(owner)));
  if (owner.avatar) add('pictures/profile.webp', only(Buffer.from(owner.avatar)));
  addFile(zip, manifestName, now, () => only(`${JSON.stringify(manifest(owner, files, now), null, 1)}\n`)());
  zip.end();
  zip.on('error', (error: Error) => sink.destroy(error));
  await pipeline(zip.outputStream as Readable, sink);
}

/** The content is requested once the files before it are written, so that only one is read at a time. */
function addFile(zip: ZipFile, name: string, mtime: Date, content: () => AsyncIterable<string | Buffer>): void {
  zip.addReadStreamLazy(name, { mtime }, (done) => {
    // yazl does not forward errors of the content. A canceled download causes one, since it ends the transaction.
    const stream = Readable.from(content(), { objectMode: false });
    done(
      null,
      stream.on('error', (error) => zip.emit('error', error)),
    );
  });
}

type OnDigest = (digest: Omit<ManifestFile, 'name'>) => void;

async function* digested(content: Content, onDigest: OnDigest): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const counted: Counted = { bytes: 0, records: -1 };
  for await (const part of content(counted)) {
    const bytes = Buffer.from(part);
    hash.update(bytes);
    counted.bytes += bytes.length;
    yield bytes;
  }
  const { bytes, records } = counted;
  onDigest({ ...(records >= 0 && { records }), bytes, sha256: hash.digest('hex') });
}

function only(text: string | Buffer): () => AsyncGenerator<string | Buffer> {
  return async function* () {
    yield text;
  };
}

async function* lines(tx: OwnedDb, kind: FileKind, counted: Counted): AsyncGenerator<string> {
  counted.records = 0;
  for await (const batch of readRecords(tx, kind)) {
    counted.records += batch.length;
    yield `${batch.join('\n')}\n`;
  }
}

function table(tx: OwnedDb, name: TableName, owner: FileOwner): AsyncIterable<Buffer> {
  // joinStreams() forwards errors to the last stream, so that this callback has nothing to do.
  return joinStreams(Readable.from(exportTable(name, tx, owner)), csvStringifier(owner.locale), () => {});
}

function tableFile(name: TableName, t: ReturnType<typeof translator>): string {
  return `${t('accountFile.readme.tables')}/${t(`accountFile.readme.table.${name}`)}.csv`;
}

function manifest({ id, username }: FileOwner, files: ManifestFile[], now: Date): Manifest {
  return {
    format: 'mini-crm-account',
    version: formatVersion,
    app: appVersion(),
    made_at: now.toISOString(),
    account: { id, username },
    files,
  };
}
