import type { OwnedDb } from '../db/owned.ts';
import type { LoadedKind } from './kinds.ts';

const recordsPerStep = 1_000;

interface Numbered {
  record_id: number;
  new_id: number;
}

/**
 * Gives records of a file ids of this database, in their order; also those that are only mentioned, which never stand for
 * a record of the same id that is here. Returns the last one; undefined after all.
 */
export async function numberRecords(
  tx: OwnedDb,
  load: number,
  kind: LoadedKind,
  after: number,
): Promise<number | undefined> {
  if (kind === 'tags' && after === 0) await useKnownTags(tx, load);
  const numbered = await tx.read<Numbered>(
    `SELECT s.record_id, nextval('${kind}_id_seq') AS new_id FROM (
       SELECT r.record_id FROM account_load_rows r
       WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = :kind AND r.record_id > :after::bigint
         AND r.new_id IS NULL
       ORDER BY r.record_id LIMIT ${recordsPerStep}) s`,
    { load, kind, after },
  );
  const last = numbered.at(-1)?.record_id;
  if (last !== undefined) await saveNumbers(tx, load, kind, numbered);
  return last;
}

/** By a range of the key, since a join has no good plan in a table that was filled a moment ago. */
async function saveNumbers(tx: OwnedDb, load: number, kind: LoadedKind, numbered: Numbered[]): Promise<void> {
  const ids = numbered.map(({ record_id }) => record_id);
  await tx.read(
    `UPDATE account_load_rows r SET new_id = (:numbers::bigint[])[array_position(:ids::bigint[], r.record_id)]
     WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = :kind AND r.new_id IS NULL
       AND r.record_id >= :first::bigint AND r.record_id <= :last::bigint`,
    { load, kind, ids, numbers: numbered.map(({ new_id }) => new_id), first: ids[0], last: ids.at(-1) },
  );
}

/** A tag whose name is here already is that tag. */
async function useKnownTags(tx: OwnedDb, load: number): Promise<void> {
  const joined = await tx.read(
    `UPDATE account_load_rows r SET new_id = t.id, record = NULL FROM tags t
     WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = 'tags' AND r.record IS NOT NULL
       AND t.user_id = $1 AND crm_fold(t.name) = crm_fold(r.record ->> 'name') RETURNING r.record_id`,
    { load },
  );
  await tx.read(
    `UPDATE account_loads SET loaded = loaded || jsonb_build_object('tags', :count::int)
     WHERE user_id = $1 AND id = :load::int`,
    { load, count: joined.length },
  );
}
