import type { Cause } from '../db/acts.ts';
import type { OwnedDb } from '../db/owned.ts';
import { countLimit, type Page, pageSize, paginateBounded } from '../db/paginate.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { boundedCount } from '../db/sql/boundedCount.ts';
import { type Bind, valuesAfterOwner } from '../db/sql/statement.ts';
import { undoneBySql } from '../history/undoneActs.service.ts';
import type { UndoConflict } from '../history/undoPlan.ts';
import type { ActivityQuery } from './activity.schema.ts';
import { isVisible } from './visibleChanges.ts';

/** `undo` reverses an act, and `redo` reverses an undo. */
type ActType = 'act' | 'undo' | 'redo';

export interface Act {
  id: number;
  type: ActType;
  /** The act that was undone or redone; otherwise the act itself. */
  subject: number;
  cause: Cause;
  at: Date;
  actor_id: number | null;
  is_running: boolean;
  is_open: boolean;
  /** When the act was last undone, at least in part. */
  undone_at: Date | null;
  undone_by: number | null;
  kept: UndoConflict[] | null;
}

/** Lists acts with visible changes, the newest first. A page past the end returns the first one. */
export async function listActs(db: OwnedDb, query: ActivityQuery): Promise<Page<Act>> {
  const { values, bind } = valuesAfterOwner();
  const from = listedFrom(query, bind);
  const counted = countLimit(query.page);
  const [found] = await db.read<{ count: number }>(
    `SELECT ${boundedCount(`${bind(counted)}::int`, from)} AS count`,
    values,
  );
  const skip = (query.page - 1) * pageSize;
  const count = found?.count ?? 0;
  if (query.page > 1 && count <= skip) return listActs(db, { ...query, page: 1 });
  return { rows: await readPage(db, query, skip), pagination: paginateBounded(count, counted, skip) };
}

function readPage(db: OwnedDb, query: ActivityQuery, skip: number): Promise<Act[]> {
  const { values, bind } = valuesAfterOwner();
  const ids = `SELECT a.id ${listedFrom(query, bind)} ORDER BY a.at DESC, a.id DESC LIMIT ${pageSize} OFFSET ${bind(skip)}::int`;
  return db.read<Act>(`${actsWhere(`a.id IN (${ids})`)} ORDER BY s.at DESC, s.id DESC`, values);
}

/** @throws RowNotFoundError */
export async function getAct(db: OwnedDb, id: number): Promise<Act> {
  const [act] = await db.read<Act>(actsWhere('a.id = $2::bigint'), [id]);
  if (!act) throw new RowNotFoundError();
  return act;
}

const subject = 'coalesce(p.undoes, a.undoes, a.id)';
/** SQL: whether undoing the act would change anything, see undoAct(). */
const open = `EXISTS (SELECT FROM changes o WHERE o.user_id = $1 AND o.act_id = ${subject}
  AND o.undone_by IS NOT DISTINCT FROM (CASE WHEN a.undoes IS NOT NULL AND p.undoes IS NULL THEN a.id END))`;
const undoneBy = `CASE WHEN a.undoes IS NULL THEN ${undoneBySql('a.id')}
  ELSE (SELECT max(r.id) FROM acts r WHERE r.user_id = $1 AND r.undoes = a.id AND r.id > a.id) END`;

const actsWhere = (condition: string) => `
  SELECT s.*, (SELECT u.at FROM acts u WHERE u.user_id = $1 AND u.id = s.undone_by) AS undone_at
  FROM (SELECT a.id, a.cause, a.at, a.actor_id, a.kept, a.progress IS NOT NULL AS is_running, ${subject} AS subject,
      CASE WHEN a.undoes IS NULL THEN 'act' WHEN p.undoes IS NULL THEN 'undo' ELSE 'redo' END AS type,
      ${open} AS is_open, ${undoneBy} AS undone_by
    FROM acts a LEFT JOIN acts p ON p.user_id = $1 AND p.id = a.undoes
    WHERE a.user_id = $1 AND ${condition}) s`;

function listedFrom({ kind, cause, contact, actor }: ActivityQuery, bind: Bind): string {
  const ofKind = kind ? `AND c.kind = ${bind(kind)}` : '';
  return `FROM acts a WHERE a.user_id = $1
    AND EXISTS (SELECT FROM changes c WHERE c.user_id = $1 AND c.act_id = a.id AND ${isVisible} ${ofKind})
    ${cause ? `AND a.cause = ${bind(cause)}` : ''}
    ${actor ? `AND a.actor_id = ${bind(actor)}::int` : ''}
    ${contact ? `AND a.id IN (${actsOfContact(`${bind(contact)}::int`, ofKind)})` : ''}`;
}

/** SQL: the acts that changed a contact, or one of its entries and tasks that exist or are in the trash. */
function actsOfContact(id: string, ofKind: string): string {
  const own = `SELECT c.act_id FROM changes c WHERE c.user_id = $1 AND c.kind = 'contacts' AND c.record_id = ${id}
    AND ${isVisible} ${ofKind}`;
  const ofKindAndContact = (kind: 'interactions' | 'tasks') => `
    SELECT c.act_id FROM changes c WHERE c.user_id = $1 AND c.kind = '${kind}' AND ${isVisible} ${ofKind}
      AND c.record_id IN (
        SELECT x.id FROM ${kind} x WHERE x.user_id = $1 AND x.contact_id = ${id}
        UNION ALL
        SELECT d.record_id FROM changes d WHERE d.user_id = $1 AND d.kind = '${kind}' AND d.operation = 'delete'
          AND NOT d.is_cascade AND NOT d.by_undo AND d.undone_by IS NULL AND d.old -> 'contact_id' = to_jsonb(${id}))`;
  return [own, ofKindAndContact('interactions'), ofKindAndContact('tasks')].join(' UNION ALL ');
}

const maxFacetActs = 10_000;

/** Lists the causes and actors that occur among the latest acts. */
export async function listFacets(db: OwnedDb): Promise<{ causes: Cause[]; actors: number[] }> {
  const rows = await db.read<{ cause: Cause; actor_id: number | null }>(
    `SELECT DISTINCT latest.cause, latest.actor_id FROM (
       SELECT a.cause, a.actor_id FROM acts a WHERE a.user_id = $1 ORDER BY a.at DESC, a.id DESC LIMIT ${maxFacetActs}) latest`,
  );
  const actors = rows.map(({ actor_id }) => actor_id).filter((id) => id !== null);
  return { causes: [...new Set(rows.map(({ cause }) => cause))], actors: [...new Set(actors)] };
}
