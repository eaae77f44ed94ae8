import { sha256 } from '../core/sha256.ts';
import type { ContactImport, Prisma } from '../db/generated/client.ts';
import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import { listUndoneActs } from '../history/undoneActs.service.ts';
import { historyMs } from './importLimits.ts';
import { type FileDetails, type ImportMapping, parseDetails } from './imports.schema.ts';
import type { OmittedRow } from './reading/rawSheet.ts';
import { storeRows } from './run/rows.service.ts';
import { requestCount } from './saveMapping.service.ts';
import type { SheetRow } from './sheet.ts';
import { storeFile } from './storedFile.service.ts';

/** An import without its file. */
export type ImportSummary = Omit<ContactImport, 'file' | 'user_id'>;

const omit = { file: true, user_id: true } as const;
/** Each user has at most this many waiting files; older ones are deleted. */
const maxWaitingFiles = 3;

/** Lists past and running imports, the latest first. */
export async function listImports(db: OwnedDb, now: Date): Promise<ImportSummary[]> {
  const since = new Date(now.getTime() - historyMs);
  const where: Prisma.ContactImportWhereInput = {
    state: { not: 'waiting' },
    OR: [{ state: 'running' }, { created_at: { gte: since } }],
  };
  return withUndone(db, await db.contactImport.findMany({ where, omit, orderBy: { id: 'desc' }, take: 20 }));
}

/** @throws when the user has no such import (404) */
export async function getImport(db: OwnedDb, id: number): Promise<ImportSummary> {
  const found = await db.contactImport.findUniqueOrThrow({ where: db.key(id), omit });
  const [summary] = await withUndone(db, [found]);
  return summary as ImportSummary;
}

/** The stored state knows nothing of undo and redo, which may happen in Activity as well. */
async function withUndone(db: OwnedDb, imports: ImportSummary[]): Promise<ImportSummary[]> {
  const ended = imports.filter(({ state, act_id }) => state !== 'running' && act_id !== null);
  if (ended.length === 0) return imports;
  const undone = await listUndoneActs(
    db,
    ended.map(({ act_id }) => Number(act_id)),
  );
  return imports.map((one) =>
    ended.includes(one) && undone.includes(Number(one.act_id)) ? { ...one, state: 'undone' } : one,
  );
}

/** The other sheets of a workbook, as long as its file is stored. */
export async function otherSheets(db: OwnedDb, { id, details }: ImportSummary): Promise<string[]> {
  const { sheet, sheets } = parseDetails(details);
  if (sheets.length < 2) return [];
  const [kept] = await db.read<{ is_kept: boolean }>(
    `SELECT file <> '' AS is_kept FROM imports WHERE user_id = $1 AND id = :id::int`,
    { id },
  );
  return kept?.is_kept ? sheets.filter((name) => name !== sheet) : [];
}

/** The result of reading a file. */
export interface ReadUpload {
  headers: string[];
  rows: SheetRow[];
  /** Rows that are not imported; they are stored as rejected, with the reason. */
  omitted: OmittedRow[];
  mapping: ImportMapping;
  details: FileDetails;
}

export interface NewImport extends ReadUpload {
  name: string;
  /** The bytes; empty when no other encoding or sheet can be chosen. */
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

/** Replaces the rows of a waiting file after it was read in another encoding or from another sheet. */
export function replaceRows(db: OwnedDb, id: number, read: ReadUpload): Promise<void> {
  return db.transaction(async (tx) => {
    const { count } = await tx.contactImport.updateMany({ where: { id, state: 'waiting' }, data: columnsOf(read) });
    if (count === 0) return;
    await tx.read('DELETE FROM import_rows WHERE user_id = $1 AND import_id = :id::int', { id });
    await storeRows(tx, id, read);
    await requestCount(tx, id);
  }, longTransaction);
}

function columnsOf({ headers, rows, omitted, mapping, details }: ReadUpload) {
  return {
    headers,
    headers_hash: hashHeaders(headers),
    rows: rows.length + omitted.length - (details.heading === undefined ? 0 : 1),
    problems: omitted.length,
    mapping,
    details,
  };
}

/** Hashes the headings regardless of their order; empty when there are none. */
export function hashHeaders(headers: string[]): string {
  const folded = headers.map((header) => fold(header).trim()).sort();
  return folded.some(Boolean) ? sha256(JSON.stringify(folded)) : '';
}

async function deleteOlderWaiting(tx: OwnedDb): Promise<void> {
  const waiting = { where: { state: 'waiting' }, orderBy: { id: 'desc' }, select: { id: true } } as const;
  const older = await tx.contactImport.findMany({ ...waiting, skip: maxWaitingFiles });
  await tx.contactImport.deleteMany({ where: { state: 'waiting', id: { in: older.map((one) => one.id) } } });
}
