import type { OwnedDb } from '../db/owned.ts';
import { type Link, linksOf, type RecordKind, trackedFields } from './recordKinds.ts';

/**
 * Sets fields to the value of the last change that is not undone, else to the value before the first change. Changes by
 * undos do not count.
 */
export async function recomputeFields(tx: OwnedDb, kind: RecordKind, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.read(`SELECT id FROM ${kind} WHERE user_id = $1 AND id = ANY($2::int[]) ORDER BY id FOR UPDATE`, [ids]);
  await tx.read(recomputeSql(kind), [ids]);
  for (const link of linksOf[kind]) if (!link.isRequired) await recordCutLinks(tx, kind, link, ids);
}

const effectiveSql = (kind: RecordKind) => `
  SELECT record_id, field, value_after_changes(old, new, is_cascade, undone_by IS NOT NULL ORDER BY id) AS value
  FROM changes
  WHERE user_id = $1 AND kind = '${kind}' AND record_id = ANY($2::int[]) AND operation = 'update' AND NOT by_undo
  GROUP BY record_id, field`;

/**
 * SQL: `updated_at` as of the last change that is not undone. The change after that one holds it, since each change
 * stores the time before it.
 */
const updatedAtSql = (kind: RecordKind) => `
  SELECT c.record_updated_at FROM changes c
  WHERE c.user_id = $1 AND c.kind = '${kind}' AND c.record_id = w.record_id AND c.operation = 'update'
    AND c.record_updated_at IS NOT NULL
    AND c.id > coalesce((SELECT max(last.id) FROM changes last
      WHERE last.user_id = $1 AND last.kind = '${kind}' AND last.record_id = w.record_id
        AND last.undone_by IS NULL AND NOT last.by_undo), 0)
  ORDER BY c.id LIMIT 1`;

function recomputeSql(kind: RecordKind): string {
  const assignments = trackedFields[kind].map((field) => `${field} = ${assignedSql(kind, field)}`);
  return `WITH effective AS (${effectiveSql(kind)}),
    w AS MATERIALIZED (SELECT record_id, jsonb_object_agg(field, value) AS fields FROM effective GROUP BY record_id),
    stamped AS MATERIALIZED (SELECT w.*, (${updatedAtSql(kind)}) AS stamp FROM w)
    UPDATE ${kind} r SET ${assignments.join(', ')}, updated_at = coalesce(w.stamp, r.updated_at)
    FROM stamped w, jsonb_populate_record(NULL::${kind}, w.fields) p
    WHERE r.user_id = $1 AND r.id = w.record_id`;
}

function assignedSql(kind: RecordKind, field: string): string {
  const link = linksOf[kind].find((one) => one.field === field);
  const recomputed = recomputedSql(field, link ? linkSql(kind, link) : `p.${field}`);
  if (kind !== 'contacts' || !names.includes(field)) return recomputed;
  // A contact is never left without a name.
  return `CASE WHEN ${names.map((name) => `coalesce(${recomputedSql(name, `p.${name}`)}, '')`).join(' || ')} = '' THEN r.${field} ELSE ${recomputed} END`;
}

const names = ['first_name', 'last_name'];

function recomputedSql(field: string, value: string): string {
  return `CASE WHEN w.fields ? '${field}' THEN ${value} ELSE r.${field} END`;
}

function linkSql(kind: RecordKind, { field, target, isRequired, isUnique }: Link): string {
  const isFree = isUnique
    ? `AND NOT EXISTS (SELECT FROM ${kind} o WHERE o.user_id = $1 AND o.${field} = t.id AND o.id <> r.id)`
    : '';
  const found = `(SELECT t.id FROM ${target} t WHERE t.user_id = $1 AND t.id = p.${field} ${isFree})`;
  return isRequired ? `coalesce(${found}, r.${field})` : found;
}

/** Records a link to a deleted record as removed by that deletion, so that restoring the record restores the link. */
async function recordCutLinks(tx: OwnedDb, kind: RecordKind, { field, target }: Link, ids: number[]): Promise<void> {
  await tx.read(
    `WITH effective AS (${effectiveSql(kind)}),
     linked AS (
       SELECT r.id, coalesce(e.value, (
         SELECT d.old -> '${field}' FROM changes d
         WHERE d.user_id = $1 AND d.kind = '${kind}' AND d.record_id = r.id AND d.operation = 'delete'
         ORDER BY d.id DESC LIMIT 1)) AS value
       FROM ${kind} r LEFT JOIN effective e ON e.record_id = r.id AND e.field = '${field}'
       WHERE r.user_id = $1 AND r.id = ANY($2::int[]) AND r.${field} IS NULL)
     INSERT INTO changes (user_id, kind, record_id, act_id, operation, field, old, new, is_cascade)
     SELECT $1::int, '${kind}', linked.id, deletion.act_id, 'update', '${field}', linked.value, 'null', true
     FROM linked, LATERAL (
       SELECT d.act_id FROM changes d
       WHERE d.user_id = $1 AND d.kind = '${target}' AND d.record_id = (linked.value #>> '{}')::int
         AND d.operation = 'delete' AND d.undone_by IS NULL AND NOT d.by_undo
       ORDER BY d.id DESC LIMIT 1) deletion
     WHERE linked.value IS NOT NULL AND linked.value <> 'null'`,
    [ids],
  );
}
