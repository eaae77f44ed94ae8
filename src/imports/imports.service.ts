import { sha256 } from '../core/sha256.ts';
import { type ContactImport, Prisma } from '../db/generated/client.ts';
import { addJob } from '../db/jobQueue.ts';
import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import { historyMs, maxCountedAtOnce } from './importLimits.ts';
import { type FileDetails, type ImportMapping, parseDetails } from './imports.schema.ts';
import type { LeftOutRow } from './reading/rawSheet.ts';
import { storeRows } from './run/rows.service.ts';
import { storeFile } from './storedFile.service.ts';
import type { SheetRow } from './sheet.ts';

/** An import without its file. */
export type ImportSummary = Omit<ContactImport, 'file' | 'user_id'>;

const omit = { file: true, user_id: true } as const;
/** Of one user; older ones are deleted. */
const maxWaitingFiles = 3;

/** What was imported, the latest first. */
export async function listImports(db: OwnedDb, now: Date): Promise<ImportSummary[]> {
  const since = new Date(now.getTime() - historyMs);
  const where: Prisma.ContactImportWhereInput = {
    state: { not: 'waiting' },
    OR: [{ state: 'running' }, { created_at: { gte: since } }],
  };
  return db.contactImport.findMany({ where, omit, orderBy: { id: 'desc' }, take: 20 });
}

/** @throws when the user has no such import (404) */
export function getImport(db: OwnedDb, id: number): Promise<ImportSummary> {
  return db.contactImport.findUniqueOrThrow({ where: db.key(id), omit });
}

/** The other sheets of a workbook, as long as its file is kept. */
export async function otherSheets(db: OwnedDb, { id, details }: ImportSummary): Promise<string[]> {
  const { sheet, sheets } = parseDetails(details);
  if (sheets.length < 2) return [];
  const [kept] = await db.read<{ is_kept: boolean }>(
    `SELECT file <> '' AS is_kept FROM imports WHERE user_id = $1 AND id = :id::int`,
    { id },
  );
  return kept?.is_kept ? sheets.filter((name) => name !== sheet) : [];
}

/** A file as it was read. */
export interface ReadUpload {
  headers: string[];
  rows: SheetRow[];
  /** Rows that cannot be kept. */
  leftOut: LeftOutRow[];
  mapping: ImportMapping;
  details: FileDetails;
}

export interface NewImport extends ReadUpload {
  name: string;
  /** Empty where no other encoding can be chosen. */
  file: Uint8Array;
}

/** Stores a file with its rows until it is imported; returns its id. */
export async function createImport(db: OwnedDb, { name, file, ...read }: NewImport, now: Date): Promise<number> {
  const id = await storeImport(db, { name, ...read }, now);
  await storeFile(db, id, file);
  return id;
}

function storeImport(db: OwnedDb, { name, ...read }: Omit<NewImport, 'file'>, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const data = { user_id: tx.userId, name, file: new Uint8Array(), created_at: now, ...columnsOf(read) };
    const { id } = await tx.contactImport.create({ data, select: { id: true } });
    await storeRows(tx, id, read);
    await requestCount(tx, id);
    await deleteOlderWaiting(tx);
    return id;
  }, longTransaction);
}

/** Stores a waiting file as it is read in another encoding. */
export function replaceRows(db: OwnedDb, id: number, read: ReadUpload): Promise<void> {
  return db.transaction(async (tx) => {
    const { count } = await tx.contactImport.updateMany({ where: { id, state: 'waiting' }, data: columnsOf(read) });
    if (count === 0) return;
    await tx.read('DELETE FROM import_rows WHERE user_id = $1 AND import_id = :id::int', { id });
    await storeRows(tx, id, read);
    await requestCount(tx, id);
  }, longTransaction);
}

function columnsOf({ headers, rows, leftOut, mapping, details }: ReadUpload) {
  return {
    headers,
    headers_hash: hashHeaders(headers),
    rows: rows.length + leftOut.length - (details.heading === undefined ? 0 : 1),
    problems: leftOut.length,
    mapping,
    details,
    ...withoutPreview,
  };
}

const withoutPreview = { preview: Prisma.DbNull };

/** The same for the same headings in any order; empty without headings. */
export function hashHeaders(headers: string[]): string {
  const folded = headers.map((header) => fold(header).trim()).sort();
  return folded.some(Boolean) ? sha256(JSON.stringify(folded)) : '';
}

async function deleteOlderWaiting(tx: OwnedDb): Promise<void> {
  const waiting = { where: { state: 'waiting' }, orderBy: { id: 'desc' }, select: { id: true } } as const;
  const older = await tx.contactImport.findMany({ ...waiting, skip: maxWaitingFiles });
  await tx.contactImport.deleteMany({ where: { state: 'waiting', id: { in: older.map((one) => one.id) } } });
}

/** Changes how a waiting file is read; of one that was imported meanwhile, nothing changes. */
export function saveMapping(
  db: OwnedDb,
  id: number,
  mapping: ImportMapping,
  { recount = false } = {},
): Promise<void> {
  const data = { mapping, ...(recount && withoutPreview) };
  return db.transaction(async (tx) => {
    await tx.contactImport.updateMany({ where: { id, state: 'waiting' }, data });
    if (recount) await requestCount(tx, id);
  });
}

/** Adds a job that counts. Small files are counted by the request itself; their job waits until that is over. */
async function requestCount(tx: OwnedDb, id: number): Promise<void> {
  const { rows } = await getImport(tx, id);
  await addJob(tx, { name: 'countImport', id, delaySeconds: rows > maxCountedAtOnce ? 0 : 5 });
}
