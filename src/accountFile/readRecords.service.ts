import type { OwnedDb } from '../db/owned.ts';
import { restorableKinds } from '../history/recordKinds.ts';
import { type FileKind, kindDetails, orderColumns } from './kinds.ts';

/** Small enough that other requests wait only some milliseconds while a batch is written. */
const batchSize = 500;

/** Yields batches of records as JSON lines. All lists are read in the same transaction. */
export async function* readRecords(tx: OwnedDb, kind: FileKind): AsyncGenerator<string[]> {
  const text = batchSql(kind);
  let after = orderColumns(kind).map(() => 0);
  for (;;) {
    const rows = await tx.read<{ position: number[]; line: string }>(text, after);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < batchSize) return;
    after = rows.at(-1)?.position ?? after;
  }
}

function batchSql(kind: FileKind): string {
  const order = orderColumns(kind);
  const columns = order.map((name) => `r.${name}`).join(', ');
  const record = `to_jsonb(r) - ${internal([kind])}`;
  const line = kind === 'changes' ? `${record} || jsonb_build_object('old', ${deletedSql})` : record;
  const places = order.map((_, at) => `$${at + 2}::bigint`).join(', ');
  return `SELECT jsonb_build_array(${columns}) AS position, (${line})::text AS line
    FROM ${kind} r WHERE r.user_id = $1 AND (${columns}) > (${places}) ORDER BY ${columns} LIMIT ${batchSize}`;
}

const internal = (kinds: readonly FileKind[]) =>
  `ARRAY[${['user_id', ...kinds.flatMap((kind) => kindDetails(kind).derived ?? [])].map((name) => `'${name}'`).join(', ')}]`;

/** The history stores deleted records with internal columns, which are left out of the file. */
const deletedSql = `CASE r.operation WHEN 'delete' THEN r.old - ${internal(restorableKinds)} ELSE r.old END`;
