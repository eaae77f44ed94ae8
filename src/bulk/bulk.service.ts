import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import type { ActSteps, Work } from '../history/runActs.service.ts';
import { parseDate } from '../i18n/dates.ts';
import { findOrCreateTags, listTags } from '../tags/tags.service.ts';
import type { BulkInput } from './bulk.schema.ts';

/** A change of many people, with tags as ids. */
type BulkChange =
  | { action: 'status'; status: string }
  | { action: 'add_tags' | 'remove_tags'; tags: number[] }
  | { action: 'source'; source: string }
  | { action: 'rhythm'; days: number | null }
  | { action: 'star' | 'unstar' | 'delete' }
  | { action: 'next_step'; title: string; due_date: string | null };

/** What is left of a change that goes on in steps. */
type BulkWork = { bulk: BulkChange; ids: number[] };

/** More people than this are changed in steps, after the answer. */
const maxAtOnce = 1_000;
const peoplePerStep = 500;

export interface BulkDone {
  ok: true;
  act: number;
  isRunning: boolean;
}

/** Changes people of these ids as one act with the cause `bulk`; ids of others are left out. */
export function changeInBulk(db: OwnedDb, ids: number[], input: BulkInput): Promise<BulkDone> {
  return db.withCause('bulk').transaction(async (tx) => {
    const isRunning = ids.length > maxAtOnce;
    const change = await toChange(tx, input);
    const work: BulkWork = { bulk: change, ids };
    const act = await tx.act(isRunning ? { progress: work } : {});
    if (!isRunning) await applyChange(tx, change, ids);
    return { ok: true, act, isRunning };
  }, longTransaction);
}

/** How large changes go on: runAct(), resumeActs(). */
export const bulkSteps: ActSteps = { bulk: (tx, _act, work) => changeNext(tx, work as BulkWork) };

async function changeNext(tx: OwnedDb, { bulk, ids }: BulkWork): Promise<Work | undefined> {
  await applyChange(tx, bulk, ids.slice(0, peoplePerStep));
  const left = ids.slice(peoplePerStep);
  return left.length > 0 ? ({ bulk, ids: left } satisfies BulkWork) : undefined;
}

async function toChange(tx: OwnedDb, input: BulkInput): Promise<BulkChange> {
  const { action } = input;
  if (action === 'status') return { action, status: input.status };
  if (action === 'add_tags') return { action, tags: await findOrCreateTags(tx, input.tags) };
  if (action === 'remove_tags') return { action, tags: await findTags(tx, input.tags) };
  if (action === 'source') return { action, source: input.source };
  if (action === 'rhythm') return { action, days: input.keep_in_touch_days };
  if (action === 'next_step') return { action, title: input.title, due_date: parseDate(input.due_date) ?? null };
  return { action };
}

/** Of these names; there is nothing to remove of a tag that does not exist. */
async function findTags(tx: OwnedDb, names: string[]): Promise<number[]> {
  const keys = new Set(names.map(fold));
  return (await listTags(tx)).filter(({ name }) => keys.has(fold(name))).map(({ id }) => id);
}

async function applyChange(tx: OwnedDb, change: BulkChange, ids: number[]): Promise<void> {
  const { action, ...values } = change;
  await tx.read(statements[action], { ids, ...values });
}

const chosen = 'user_id = $1 AND id = ANY(:ids::int[])';

/** Who has the value already is not changed, so that the history and Undo know of those who were. */
const statements: Record<BulkChange['action'], string> = {
  status: `UPDATE contacts SET status = :status::"ContactStatus", updated_at = now()
    WHERE ${chosen} AND status <> :status::"ContactStatus"`,
  add_tags: `UPDATE contacts SET tag_ids = ARRAY(SELECT DISTINCT unnest(tag_ids || :tags::int[]) ORDER BY 1), updated_at = now()
    WHERE ${chosen} AND NOT tag_ids @> :tags::int[]`,
  remove_tags: `UPDATE contacts SET tag_ids = ARRAY(SELECT t FROM unnest(tag_ids) t WHERE t <> ALL (:tags::int[])), updated_at = now()
    WHERE ${chosen} AND tag_ids && :tags::int[]`,
  source: `UPDATE contacts SET source = :source, updated_at = now() WHERE ${chosen} AND source <> :source`,
  rhythm: `UPDATE contacts SET keep_in_touch_days = :days::int, updated_at = now()
    WHERE ${chosen} AND keep_in_touch_days IS DISTINCT FROM :days::int`,
  star: `UPDATE contacts SET is_starred = true, updated_at = now() WHERE ${chosen} AND NOT is_starred`,
  unstar: `UPDATE contacts SET is_starred = false, updated_at = now() WHERE ${chosen} AND is_starred`,
  next_step: `INSERT INTO tasks (user_id, contact_id, title, due_date)
    SELECT $1::int, c.id, :title, :due_date::date FROM contacts c WHERE c.user_id = $1 AND c.id = ANY(:ids::int[]) ORDER BY c.id`,
  delete: `DELETE FROM contacts WHERE ${chosen}`,
};

export interface BulkPeople {
  /** The first few, by name. */
  names: string[];
  interactions: number;
  tasks: number;
}

/** Whom a change is about, and what would go with them. */
export async function describePeople(db: OwnedDb, ids: number[]): Promise<BulkPeople> {
  const [people] = await db.read<BulkPeople>(
    `SELECT ARRAY(SELECT btrim(first_name || ' ' || last_name) FROM contacts WHERE ${chosen} ORDER BY sort_name, id LIMIT 5) AS names,
       (SELECT count(*) FROM interactions i WHERE i.user_id = $1 AND i.contact_id = ANY(:ids::int[])) AS interactions,
       (SELECT count(*) FROM tasks t WHERE t.user_id = $1 AND t.contact_id = ANY(:ids::int[])) AS tasks`,
    { ids },
  );
  return people as BulkPeople;
}
