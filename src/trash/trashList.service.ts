import type { Trash } from '../db/generated/client.ts';
import type { OwnedDb, RecordTable } from '../db/owned.ts';
import { type Page, paginate } from '../db/paginate.ts';
import { keptSince } from './retention.ts';

/** A deleted record as the list shows it. */
export type TrashRow = Omit<Trash, 'user_id' | 'kind' | 'is_sample' | 'records' | 'restored_at'> & {
  kind: RecordTable;
};

const notShown = { user_id: true, is_sample: true, records: true, restored_at: true } as const;

const stillThere = (now: Date) => ({ restored_at: null, deleted_at: { gt: keptSince(now) } });

/** What was deleted and can be brought back, last deleted first. */
export async function listTrash(db: OwnedDb, wanted: number, now: Date): Promise<Page<TrashRow>> {
  const where = stillThere(now);
  const { skip, take, ...pagination } = paginate(await db.trash.count({ where }), wanted);
  const orderBy = [{ deleted_at: 'desc' }, { id: 'desc' }] as const;
  const rows = await db.trash.findMany({ where, orderBy: [...orderBy], skip, take, omit: notShown });
  return { rows: rows as TrashRow[], pagination };
}

/** @throws when nothing of this user is kept under this number (404) */
export async function getTrash(db: OwnedDb, id: number, now: Date): Promise<TrashRow> {
  return (await db.trash.findFirstOrThrow({ where: { id, ...stillThere(now) }, omit: notShown })) as TrashRow;
}

/** How many deleted records can be brought back. */
export function countTrash(db: OwnedDb, now: Date): Promise<number> {
  return db.trash.count({ where: stillThere(now) });
}

/** Deletes one for good; that it is gone already is no fault. */
export async function deleteTrash(db: OwnedDb, id: number): Promise<void> {
  await db.trash.deleteMany({ where: { id } });
}

/** Deletes all of them for good. Gives how many that were. */
export async function emptyTrash(db: OwnedDb, now: Date): Promise<number> {
  const { count } = await db.trash.deleteMany({ where: stillThere(now) });
  return count;
}
