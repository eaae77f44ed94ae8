import type { Trash } from '../db/generated/client.ts';
import type { OwnedDb, RecordTable } from '../db/owned.ts';
import { type Page, paginate } from '../db/paginate.ts';
import { retentionStart } from './retention.ts';

/** A deleted record in the list. */
export type TrashRow = Omit<Trash, 'user_id' | 'kind' | 'is_sample' | 'records' | 'restored_at'> & {
  kind: RecordTable;
};

const omit = { user_id: true, is_sample: true, records: true, restored_at: true } as const;

const restorable = (now: Date) => ({ restored_at: null, deleted_at: { gt: retentionStart(now) } });

/** The deleted records that can be restored, the last deleted first. */
export async function listTrash(db: OwnedDb, page: number, now: Date): Promise<Page<TrashRow>> {
  const where = restorable(now);
  const { skip, take, ...pagination } = paginate(await db.trash.count({ where }), page);
  const orderBy = [{ deleted_at: 'desc' }, { id: 'desc' }] as const;
  const rows = await db.trash.findMany({ where, orderBy: [...orderBy], skip, take, omit });
  return { rows: rows as TrashRow[], pagination };
}

/** @throws when this user has no such record in the trash (404) */
export async function getTrash(db: OwnedDb, id: number, now: Date): Promise<TrashRow> {
  return (await db.trash.findFirstOrThrow({ where: { id, ...restorable(now) }, omit })) as TrashRow;
}

/** How many deleted records can be restored. */
export function countTrash(db: OwnedDb, now: Date): Promise<number> {
  return db.trash.count({ where: restorable(now) });
}

/** Deletes a record for good; does nothing when it no longer exists. */
export async function deleteTrash(db: OwnedDb, id: number): Promise<void> {
  await db.trash.deleteMany({ where: { id } });
}

/** Deletes all of them for good. Returns their number. */
export async function emptyTrash(db: OwnedDb, now: Date): Promise<number> {
  const { count } = await db.trash.deleteMany({ where: restorable(now) });
  return count;
}
