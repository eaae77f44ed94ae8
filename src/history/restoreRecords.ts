import type { OwnedDb } from '../db/owned.ts';
import { columnsOf, idColumn, type Link, linksOf, type RestorableKind } from './recordKinds.ts';

/**
 * Restores deleted records. Links to missing records are left empty. Returns the ids that should have been restored and
 * were not.
 */
export async function restoreRecords(tx: OwnedDb, kind: RestorableKind, ids: number[], act: number): Promise<number[]> {
  const due = await dueBack(tx, kind, ids, act);
  const names = await columnsInSnapshots(tx, kind, due);
  if (names.length > 0) await tx.read(restoreSql(kind, names), [due]);
  const there = await tx.read<{ id: number }>(
    `SELECT ${idColumn(kind)} AS id FROM ${kind} WHERE user_id = $1 AND ${idColumn(kind)} = ANY($2::int[])`,
    [due],
  );
  const present = new Set(there.map(({ id }) => id));
  return due.filter((id) => !present.has(id));
}

async function dueBack(tx: OwnedDb, kind: RestorableKind, ids: number[], act: number): Promise<number[]> {
  const away = await tx.read<{ record_id: number }>(
    `SELECT record_id FROM changes
     WHERE user_id = $1 AND kind = '${kind}' AND record_id = ANY($2::int[]) AND act_id <> $3::bigint AND NOT by_undo
       AND (operation = 'delete' AND undone_by IS NULL OR operation = 'create' AND undone_by IS NOT NULL)`,
    [ids, act],
  );
  const gone = new Set(away.map(({ record_id }) => record_id));
  return ids.filter((id) => !gone.has(id));
}

/**
 * All records of an act were deleted under the same version of the table. Columns that were added later get their
 * defaults.
 */
async function columnsInSnapshots(tx: OwnedDb, kind: RestorableKind, ids: number[]): Promise<string[]> {
  const keys = await tx.read<{ key: string }>(
    `SELECT jsonb_object_keys(old) AS key FROM (
       SELECT old FROM changes WHERE user_id = $1 AND kind = '${kind}' AND record_id = ANY($2::int[])
         AND operation = 'delete' ORDER BY id DESC LIMIT 1) newest`,
    [ids],
  );
  return keys.map(({ key }) => key).filter((key) => columnsOf[kind].includes(key) && key !== 'user_id');
}

function restoreSql(kind: RestorableKind, names: string[]): string {
  const links = linksOf[kind];
  const valueFor = (name: string) => {
    const link = links.find(({ field }) => field === name);
    return link ? linkedSql(link, kind) : `snapshot.${name}`;
  };
  const required = links
    .filter(({ isRequired }) => isRequired)
    .map((link) => `AND ${linkedSql(link, kind)} IS NOT NULL`);
  return `WITH wanted AS MATERIALIZED (
      SELECT DISTINCT ON (record_id) record_id, old FROM changes
      WHERE user_id = $1 AND kind = '${kind}' AND record_id = ANY($2::int[]) AND operation = 'delete'
      ORDER BY record_id, id DESC)
    INSERT INTO ${kind} (user_id, ${names.join(', ')})
    SELECT $1::int, ${names.map(valueFor).join(', ')}
    FROM wanted, jsonb_populate_record(NULL::${kind}, wanted.old) snapshot
    WHERE NOT EXISTS (SELECT FROM ${kind} x WHERE x.user_id = $1 AND x.${idColumn(kind)} = wanted.record_id)
      ${required.join(' ')}`;
}

function linkedSql({ field, target, isUnique }: Link, kind: RestorableKind): string {
  const found = `(SELECT t.id FROM ${target} t WHERE t.user_id = $1 AND t.id = snapshot.${field})`;
  if (!isUnique) return found;
  // The same statement may restore the target of the link.
  return `CASE WHEN NOT EXISTS (SELECT FROM ${kind} o WHERE o.user_id = $1 AND o.${field} = snapshot.${field})
    THEN CASE WHEN snapshot.${field} IN (SELECT w.record_id FROM wanted w) THEN snapshot.${field} ELSE ${found} END END`;
}
