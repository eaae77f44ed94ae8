import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import {
  type MergeChoices,
  type MergeColumns,
  type MergeKind,
  type MergeRecord,
  mergedColumns,
} from './mergedRecord.ts';

export interface Mergeable extends MergeRecord {
  /** How many of each would move. */
  interactions: number;
  tasks: number;
  people: number;
}

/** Reads these records in the given order; missing ones are left out. */
export async function readMergeable(db: OwnedDb, kind: MergeKind, ids: number[]): Promise<Mergeable[]> {
  const rows = await db.read<Mergeable>(readableSql[kind], { ids });
  return ids.map((id) => rows.find((row) => row.id === id)).filter((row) => row !== undefined);
}

const readableSql: Record<MergeKind, string> = {
  contacts: `SELECT r.id, to_jsonb(r) AS columns, 0 AS people,
      (SELECT count(*) FROM interactions i WHERE i.user_id = $1 AND i.contact_id = r.id) AS interactions,
      (SELECT count(*) FROM tasks t WHERE t.user_id = $1 AND t.contact_id = r.id) AS tasks
    FROM contacts r WHERE r.user_id = $1 AND r.id = ANY(:ids::int[])`,
  companies: `SELECT r.id, to_jsonb(r) AS columns, 0 AS interactions, 0 AS tasks,
      (SELECT count(*) FROM contacts p WHERE p.user_id = $1 AND p.company_id = r.id) AS people
    FROM companies r WHERE r.user_id = $1 AND r.id = ANY(:ids::int[])`,
};

interface Merge {
  kept: number;
  gone: number[];
  choices: MergeChoices;
}

/**
 * Makes one record of several: what hangs on them moves to the kept one, the others are deleted. It is one act,
 * which undoAct() takes apart again. Returns the act. @throws RowNotFoundError when one of them does not exist
 */
export async function mergeRecords(
  db: OwnedDb,
  kind: MergeKind,
  { kept, gone, choices }: Merge,
  now: Date,
): Promise<number> {
  return db.withCause('merge').transaction(async (tx) => {
    const ids = [kept, ...gone];
    // They are locked in one order, so that two merges of the same records wait for each other.
    await tx.read(`SELECT id FROM ${kind} WHERE user_id = $1 AND id = ANY(:ids::int[]) ORDER BY id FOR UPDATE`, {
      ids,
    });
    const records = await readMergeable(tx, kind, ids);
    if (records.length < ids.length || gone.length === 0) throw new RowNotFoundError();
    const act = await tx.act();
    for (const move of moves[kind]) await tx.read(move, { kept, gone });
    await tx.read(`DELETE FROM ${kind} WHERE user_id = $1 AND id = ANY(:gone::int[])`, { gone });
    await update(tx, kind, records[0] as Mergeable, { ...mergedColumns(kind, records, choices), updated_at: now });
    await tx.read(
      `INSERT INTO merges (user_id, kind, gone_id, kept_id, act_id, at)
       SELECT $1::int, '${kind}', gone, :kept::int, :act::bigint, :now::timestamptz FROM unnest(:gone::int[]) gone`,
      { kept, gone, act, now },
    );
    return act;
  }, longTransaction);
}

const moves: Record<MergeKind, readonly string[]> = {
  contacts: [
    'UPDATE interactions SET contact_id = :kept::int WHERE user_id = $1 AND contact_id = ANY(:gone::int[])',
    'UPDATE tasks SET contact_id = :kept::int WHERE user_id = $1 AND contact_id = ANY(:gone::int[])',
    // The page may still ask whether one of these went out. They have no history: an undo leaves them with the kept
    // contact.
    'UPDATE sent_mails SET contact_id = :kept::int WHERE user_id = $1 AND contact_id = ANY(:gone::int[])',
  ],
  companies: ['UPDATE contacts SET company_id = :kept::int WHERE user_id = $1 AND company_id = ANY(:gone::int[])'],
};

async function update(tx: OwnedDb, kind: MergeKind, { id, columns }: Mergeable, data: MergeColumns): Promise<void> {
  const changed = Object.keys(data).filter((name) => JSON.stringify(data[name]) !== JSON.stringify(columns[name]));
  // A record that does not change keeps its `updated_at`.
  if (changed.length === 1) return;
  if (kind === 'contacts') await tx.contact.update({ where: tx.key(id), data, select: { id: true } });
  else await tx.company.update({ where: tx.key(id), data, select: { id: true } });
}

/**
 * The record that this one was merged into, by one merge or several; undefined when it was not merged or exists again.
 */
export async function findMergedInto(db: OwnedDb, kind: MergeKind, id: number): Promise<number | undefined> {
  const passed = [id];
  for (let at = await mergedInto(db, kind, id); at !== undefined; at = await mergedInto(db, kind, at)) {
    // Merges from a loaded file may form a circle.
    if (passed.includes(at)) return undefined;
    passed.push(at);
  }
  return passed.length > 1 ? passed.at(-1) : undefined;
}

async function mergedInto(db: OwnedDb, kind: MergeKind, id: number): Promise<number | undefined> {
  const [found] = await db.read<{ kept_id: number }>(
    `SELECT m.kept_id FROM merges m WHERE m.user_id = $1 AND m.kind = '${kind}' AND m.gone_id = :id
       AND ${isStillMerged(kind)} ORDER BY m.id DESC LIMIT 1`,
    { id },
  );
  return found?.kept_id;
}

/** SQL condition: the merge `m` was not taken apart. Either of two records may once have been merged into the other. */
export function isStillMerged(kind: MergeKind): string {
  return `NOT EXISTS (SELECT FROM ${kind} r WHERE r.user_id = $1 AND r.id = m.gone_id)
    AND NOT EXISTS (SELECT FROM changes d WHERE d.user_id = $1 AND d.kind = m.kind AND d.record_id = m.gone_id
      AND d.act_id = m.act_id AND d.operation = 'delete' AND d.undone_by IS NOT NULL)`;
}
