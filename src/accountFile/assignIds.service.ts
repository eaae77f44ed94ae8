import type { OwnedDb } from '../db/owned.ts';
import type { LoadedKind } from './kinds.ts';

const recordsPerStep = 1_000;

interface AssignedId {
  record_id: number;
  new_id: number;
}

/**
 * Assigns new ids of this database to the records of a file, in their order, and to records that are only mentioned, so
 * that these are never mistaken for a record that has the same id here. Returns the last id of the step; undefined when
 * none is left.
 */
export async function assignIds(
  tx: OwnedDb,
  load: number,
  kind: LoadedKind,
  after: number,
): Promise<number | undefined> {
  if (kind === 'tags' && after === 0) await useKnownTags(tx, load);
  const numbered = await tx.read<AssignedId>(
    `SELECT s.record_id, nextval('${kind}_id_seq') AS new_id FROM (
       SELECT r.record_id FROM account_load_rows r
       WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = :kind AND r.record_id > :after::bigint
         AND r.new_id IS NULL
       ORDER BY r.record_id LIMIT ${recordsPerStep}) s`,
    { load, kind, after },
  );
  const last = numbered.at(-1)?.record_id;
  if (last !== undefined) await saveIds(tx, load, kind, numbered);
  return last;
}

/** Limits the statement to a range of the key, since PostgreSQL plans joins badly with a table that was just filled. */
async function saveIds(tx: OwnedDb, load: number, kind: LoadedKind, numbered: AssignedId[]): Promise<void> {
  const ids = numbered.map(({ record_id }) => record_id);
  await tx.read(
    `UPDATE account_load_rows r SET new_id = (:numbers::bigint[])[array_position(:ids::bigint[], r.record_id)]
     WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = :kind AND r.new_id IS NULL
       AND r.record_id >= :first::bigint AND r.record_id <= :last::bigint`,
    { load, kind, ids, numbers: numbered.map(({ new_id }) => new_id), first: ids[0], last: ids.at(-1) },
  );
}

/** Maps a tag to the existing one of the same name. */
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
