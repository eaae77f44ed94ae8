import type { ContactImport } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { maxWaitingMs, undoMs } from './importLimits.ts';
import { type ImportMapping, parseStoredRejectedRows, type RejectedRows } from './imports.schema.ts';
import { readRows } from './readFile.ts';
import { type SheetResult, toSheet } from './sheet.ts';

/** An import without its file and its lists of rows. */
export type ImportSummary = Omit<ContactImport, 'file' | 'rejected' | 'act_id' | 'user_id'>;

const omit = { file: true, rejected: true, act_id: true, user_id: true } as const;
/** Of one user; older ones are deleted. */
const maxWaitingFiles = 3;

/** What was imported and can still be looked at, the latest first; deletes what has expired. */
export async function listImports(db: OwnedDb, now: Date): Promise<ImportSummary[]> {
  await deleteExpired(db, now);
  const where = { state: { not: 'waiting' } } as const;
  return db.contactImport.findMany({ where, omit, orderBy: { id: 'desc' }, take: 20 });
}

async function deleteExpired(db: OwnedDb, now: Date): Promise<void> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) });
  await db.contactImport.deleteMany({
    where: {
      OR: [{ state: 'waiting', created_at: before(maxWaitingMs) }, { created_at: before(undoMs + maxWaitingMs) }],
    },
  });
}

/** @throws when the user has no such import (404) */
export function getImport(db: OwnedDb, id: number): Promise<ImportSummary> {
  return db.contactImport.findUniqueOrThrow({ where: db.key(id), omit });
}

/** The sheet of a waiting import; of one that has run, the file is gone and cannot be read. @throws when there is none (404) */
export async function readImportedSheet(db: OwnedDb, id: number, mapping: ImportMapping): Promise<SheetResult> {
  const { file } = await db.contactImport.findUniqueOrThrow({ where: db.key(id), select: { file: true } });
  const read = readRows(file, mapping.encoding);
  return read.ok ? { ok: true, sheet: toSheet(read.rows, mapping.header) } : read;
}

/** The rows that an import left out. @throws when there is no such import (404) */
export async function getRejectedRows(db: OwnedDb, id: number): Promise<RejectedRows> {
  const found = await db.contactImport.findUniqueOrThrow({ where: db.key(id), select: { rejected: true } });
  return parseStoredRejectedRows(found.rejected);
}

export interface NewImport {
  name: string;
  file: Uint8Array<ArrayBuffer>;
  mapping: ImportMapping;
}

/** Stores a file until it is imported; returns its id. */
export async function createImport(db: OwnedDb, { name, file, mapping }: NewImport, now: Date): Promise<number> {
  const data = { user_id: db.userId, name, file, mapping, created_at: now };
  const { id } = await db.contactImport.create({ data, select: { id: true } });
  const waiting = { where: { state: 'waiting' }, orderBy: { id: 'desc' }, select: { id: true } } as const;
  const older = await db.contactImport.findMany({ ...waiting, skip: maxWaitingFiles });
  await db.contactImport.deleteMany({ where: { state: 'waiting', id: { in: older.map((one) => one.id) } } });
  return id;
}

/** Changes how a waiting file is read; of one that was imported meanwhile, nothing changes. */
export async function saveMapping(db: OwnedDb, id: number, mapping: ImportMapping): Promise<void> {
  await db.contactImport.updateMany({ where: { id, state: 'waiting' }, data: { mapping } });
}
