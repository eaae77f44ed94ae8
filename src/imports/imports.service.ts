import type { ContactImport } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Plan } from './imports.schema.ts';
import { undoMs, waitingMs } from './limits.ts';

/** An import without its file and its long lists. */
export type ImportRow = Omit<ContactImport, 'file' | 'faulty' | 'made' | 'user_id'>;

const long = { file: true, faulty: true, made: true, user_id: true } as const;
/** Files of one user that may wait at a time: the older ones go. */
const mostWaiting = 3;

/** Those of the last 30 days that were imported, the newest first; what is older is forgotten. */
export async function listImports(db: OwnedDb, now: Date): Promise<ImportRow[]> {
  await forgetOld(db, now);
  return db.contactImport.findMany({
    where: { state: { not: 'waiting' } },
    omit: long,
    orderBy: { id: 'desc' },
    take: 20,
  });
}

async function forgetOld(db: OwnedDb, now: Date): Promise<void> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  await db.contactImport.deleteMany({
    where: {
      OR: [{ state: 'waiting', created_at: { lt: ago(waitingMs) } }, { created_at: { lt: ago(undoMs + waitingMs) } }],
    },
  });
}

/** @throws when there is no such import of this user (404) */
export function getImport(db: OwnedDb, id: number): Promise<ImportRow> {
  return db.contactImport.findUniqueOrThrow({ where: db.key(id), omit: long });
}

/** The bytes of a waiting one; empty of one that is imported. @throws when there is none (404) */
export async function getFile(db: OwnedDb, id: number): Promise<Uint8Array> {
  return (await db.contactImport.findUniqueOrThrow({ where: db.key(id), select: { file: true } })).file;
}

export interface NewImport {
  name: string;
  file: Uint8Array<ArrayBuffer>;
  plan: Plan;
}

/** Keeps a file until it is imported; gives its id. */
export async function createImport(db: OwnedDb, { name, file, plan }: NewImport, now: Date): Promise<number> {
  const data = { user_id: db.userId, name, file, plan: JSON.stringify(plan), created_at: now };
  const { id } = await db.contactImport.create({ data, select: { id: true } });
  const waiting = { where: { state: 'waiting' }, orderBy: { id: 'desc' }, select: { id: true } } as const;
  const older = await db.contactImport.findMany({ ...waiting, skip: mostWaiting });
  await db.contactImport.deleteMany({ where: { state: 'waiting', id: { in: older.map((one) => one.id) } } });
  return id;
}

/** Keeps how a file is to be read; one that is imported meanwhile stays as it is. */
export async function savePlan(db: OwnedDb, id: number, plan: Plan): Promise<void> {
  await db.contactImport.updateMany({ where: { id, state: 'waiting' }, data: { plan: JSON.stringify(plan) } });
}
