import type { OwnedDb } from '../db/owned.ts';
import { keyColumn, type LoadedKind } from './kinds.ts';
import { mentionedIds, type VisitId } from './mapIds.ts';
import type { FileRecord } from './records.schema.ts';

export interface StagedRecord {
  record_id: number;
  record: FileRecord;
}

/** About a second's work on a slow computer. */
const recordsPerStep = 300;
const lengthPerStep = 2_000_000;

/** Reads the next staged records. */
export function readStaged(tx: OwnedDb, load: number, kind: LoadedKind, after: number): Promise<StagedRecord[]> {
  return tx.read<StagedRecord>(
    `SELECT s.record_id, s.record FROM (
       SELECT r.record_id, r.record, sum(length(r.record::text)) OVER (ORDER BY r.record_id) - length(r.record::text) AS length_before
       FROM account_load_rows r
       WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = :kind AND r.record_id > :after::bigint
         AND r.record IS NOT NULL
       ORDER BY r.record_id LIMIT ${recordsPerStep}) s
     WHERE s.length_before < ${lengthPerStep} ORDER BY s.record_id`,
    { load, kind, after },
  );
}

/** Reads the new ids for all ids in these records, including their own. */
export async function readNewIds(
  tx: OwnedDb,
  load: number,
  kind: LoadedKind,
  staged: StagedRecord[],
): Promise<VisitId> {
  const own =
    keyColumn(kind) === 'id' && kind !== 'changes' ? staged.map(({ record_id }) => ({ kind, record_id })) : [];
  const known = new Map<string, number>();
  for (const [of, ids] of byKind([...own, ...staged.flatMap(({ record }) => mentionedIds(kind, record))])) {
    const rows = await tx.read<{ record_id: number; new_id: number }>(
      `SELECT r.record_id, r.new_id FROM account_load_rows r
       WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = :of AND r.record_id = ANY(:ids::bigint[])`,
      { load, of, ids },
    );
    for (const { record_id, new_id } of rows) known.set(`${of} ${record_id}`, Number(new_id));
  }
  return (of, id) => {
    const found = known.get(`${of} ${id}`);
    if (!found) throw new TypeError(`No id for ${of} ${id}`);
    return found;
  };
}

/** Groups distinct ids by their list, to look each list up by its key, which PostgreSQL plans better than a join. */
export function byKind(ids: { kind: LoadedKind; record_id: number }[]): Map<LoadedKind, number[]> {
  const sets = new Map<LoadedKind, Set<number>>();
  for (const { kind, record_id } of ids) sets.set(kind, (sets.get(kind) ?? new Set()).add(record_id));
  return new Map([...sets].map(([kind, of]) => [kind, [...of]]));
}
