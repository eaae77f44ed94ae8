import { longTransaction } from '../../db/longTransaction.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { existsByIndex } from '../../db/sql/existsByIndex.ts';
import { undoAct } from '../../history/undo.service.ts';
import { undoMs } from '../importLimits.ts';
import { getImport } from '../imports.service.ts';

/** How many records an undo changes. */
export interface UndoCounts {
  /** Contacts that are deleted. */
  contacts: number;
  /** Companies that are deleted. */
  companies: number;
  /** Contacts whose filled-in fields are cleared. */
  cleared: number;
  /** Imported contacts that stay because they were changed or have entries or tasks. */
  kept: number;
}

interface UndoneImport {
  counts: UndoCounts;
  /** Set while a large import is being undone in steps. */
  runningAct: number | undefined;
}

/** SQL: whether a later act changed the record, or one field of it. The undo leaves such a change as it is. */
const changedSince = (kind: string, record: string, field = '') =>
  existsByIndex(`changes later WHERE later.user_id = $1 AND later.kind = '${kind}' AND later.record_id = ${record}
    AND later.act_id > :act::bigint AND later.undone_by IS NULL AND NOT later.by_undo AND NOT later.is_cascade ${field}`);

const created = (kind: string) => `SELECT r.id FROM changes c JOIN ${kind} r ON r.user_id = $1 AND r.id = c.record_id
  WHERE c.user_id = $1 AND c.act_id = :act::bigint AND c.kind = '${kind}' AND c.operation = 'create' AND c.undone_by IS NULL`;

const countsSql = `WITH
  contact AS MATERIALIZED (${created('contacts')}),
  leaving AS MATERIALIZED (
    SELECT p.id FROM contact p WHERE NOT ${changedSince('contacts', 'p.id')}
      AND NOT ${existsByIndex('interactions i WHERE i.user_id = $1 AND i.contact_id = p.id')}
      AND NOT ${existsByIndex('tasks t WHERE t.user_id = $1 AND t.contact_id = p.id')}),
  filled AS MATERIALIZED (
    SELECT c.record_id, c.field, c.new FROM changes c JOIN contacts r ON r.user_id = $1 AND r.id = c.record_id
    WHERE c.user_id = $1 AND c.act_id = :act::bigint AND c.kind = 'contacts' AND c.operation = 'update'
      AND c.undone_by IS NULL AND NOT ${changedSince('contacts', 'c.record_id', 'AND later.field = c.field')}),
  company AS MATERIALIZED (${created('companies')}),
  used AS MATERIALIZED (
    SELECT p.company_id FROM contacts p WHERE p.user_id = $1 AND p.company_id IN (SELECT k.id FROM company k)
      AND p.id NOT IN (SELECT l.id FROM leaving l)
      AND p.id NOT IN (SELECT f.record_id FROM filled f WHERE f.field = 'company_id'))
  SELECT (SELECT count(*) FROM leaving) AS contacts,
    (SELECT count(*) FROM contact) - (SELECT count(*) FROM leaving) AS kept,
    (SELECT count(DISTINCT f.record_id) FROM filled f) AS cleared,
    (SELECT count(*) FROM company k WHERE NOT ${changedSince('companies', 'k.id')}
      AND k.id NOT IN (SELECT u.company_id FROM used u)) AS companies`;

/**
 * What an undo would do now; undefined when it is not or no longer possible. @throws when there is no such import (404)
 */
export async function previewUndo(db: OwnedDb, id: number, now: Date): Promise<UndoCounts | undefined> {
  const act = await findUndoable(db, id, now);
  return act === undefined ? undefined : countChanges(db, act);
}

/** The act of an import that can be undone. @throws when there is no such import (404) */
async function findUndoable(db: OwnedDb, id: number, now: Date): Promise<number | undefined> {
  const { state, done_at, act_id } = await getImport(db, id);
  const isOver = state === 'done' || state === 'stopped';
  return isOver && done_at && done_at >= oldestUndoable(now) && act_id !== null ? Number(act_id) : undefined;
}

async function countChanges(db: OwnedDb, act: number): Promise<UndoCounts> {
  const [counts] = await db.read<UndoCounts>(countsSql, { act });
  return counts ?? { contacts: 0, companies: 0, cleared: 0, kept: 0 };
}

/** Undoes an import by undoing its act. Returns undefined when that is not or no longer possible. */
export function undoImport(db: OwnedDb, id: number, now: Date): Promise<UndoneImport | undefined> {
  return db.transaction(async (tx) => {
    const act = await findUndoable(tx, id, now);
    if (act === undefined) return undefined;
    const counts = await countChanges(tx, act);
    const undone = await undoAct(tx, act, { at: now });
    if (!('kept' in undone)) return undefined;
    return { counts, runningAct: undone.state === 'running' ? undone.act : undefined };
  }, longTransaction);
}

function oldestUndoable(now: Date): Date {
  return new Date(now.getTime() - undoMs);
}
