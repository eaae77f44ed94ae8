import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate } from '../db/paginate.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import type { MergeKind } from '../merge/mergedRecord.ts';
import { saveGroupKeys } from './groups.service.ts';

/** Two records that their owner called different. */
export interface DifferentPair {
  id: number;
  kind: MergeKind;
  one_id: number;
  other_id: number;
  at: Date;
}

/**
 * Marks these records as different from each other. Returns the id of one of the pairs; undefined when all were marked
 * already.
 */
export function markDifferent(db: OwnedDb, kind: MergeKind, ids: number[], at: Date): Promise<number | undefined> {
  return db.transaction(async (tx) => {
    const marked = await tx.read<{ id: number }>(
      `INSERT INTO different_records (user_id, kind, one_id, other_id, at)
       SELECT $1::int, '${kind}', a.id, b.id, :at::timestamptz FROM ${kind} a JOIN ${kind} b ON b.user_id = $1 AND b.id > a.id
       WHERE a.user_id = $1 AND a.id = ANY(:ids::int[]) AND b.id = ANY(:ids::int[])
       ON CONFLICT (user_id, kind, one_id, other_id) DO NOTHING RETURNING id`,
      { ids, at },
    );
    await saveGroupKeys(tx);
    return marked[0]?.id;
  });
}

/** Forgets it of one pair, or of all that were marked with it. @throws RowNotFoundError */
export function unmarkDifferent(db: OwnedDb, id: number, isTogether: boolean): Promise<void> {
  return db.transaction(async (tx) => {
    const [pair] = await tx.read<DifferentPair>(
      'SELECT d.id, d.kind, d.at FROM different_records d WHERE d.user_id = $1 AND d.id = :id',
      { id },
    );
    if (!pair) throw new RowNotFoundError();
    await tx.read(
      `DELETE FROM different_records d WHERE d.user_id = $1
         AND (d.id = :id OR :isTogether::boolean AND d.kind = :kind AND d.at = :at::timestamptz)`,
      { id, isTogether, kind: pair.kind, at: pair.at },
    );
    await saveGroupKeys(tx);
  });
}

const bothExist = `(d.kind = 'contacts'
    AND EXISTS (SELECT FROM contacts r WHERE r.user_id = $1 AND r.id = d.one_id)
    AND EXISTS (SELECT FROM contacts r WHERE r.user_id = $1 AND r.id = d.other_id)
  OR d.kind = 'companies'
    AND EXISTS (SELECT FROM companies r WHERE r.user_id = $1 AND r.id = d.one_id)
    AND EXISTS (SELECT FROM companies r WHERE r.user_id = $1 AND r.id = d.other_id))`;

/** The latest first. Pairs of which one is deleted or merged are kept, but not listed. */
export async function listDifferent(db: OwnedDb, requestedPage: number): Promise<Page<DifferentPair>> {
  const { skip, take, ...pagination } = paginate(await countDifferent(db), requestedPage, pageSize);
  const rows = await db.read<DifferentPair>(
    `SELECT d.id, d.kind, d.one_id, d.other_id, d.at FROM different_records d WHERE d.user_id = $1 AND ${bothExist}
     ORDER BY d.at DESC, d.id DESC OFFSET :skip::int LIMIT :take::int`,
    { skip, take },
  );
  return { rows, pagination };
}

export async function countDifferent(db: OwnedDb): Promise<number> {
  const [row] = await db.read<{ count: number }>(
    `SELECT count(*) AS count FROM different_records d WHERE d.user_id = $1 AND ${bothExist}`,
  );
  return row?.count ?? 0;
}

/** Deletes the pairs of records that are erased for good: those marked as different, and the possible duplicates. */
export async function deletePairs(tx: OwnedDb, kind: MergeKind, ids: number[]): Promise<void> {
  for (const table of ['different_records', 'duplicate_pairs'])
    await tx.read(
      `DELETE FROM ${table} d WHERE d.user_id = $1 AND d.kind = '${kind}'
         AND (d.one_id = ANY(:ids::int[]) OR d.other_id = ANY(:ids::int[]))`,
      { ids },
    );
}
