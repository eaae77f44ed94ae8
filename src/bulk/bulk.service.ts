import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import type { ActSteps, Work } from '../history/runActs.service.ts';
import { parseDate } from '../i18n/dates.ts';
import { findOrCreateTags, listTags } from '../tags/tags.service.ts';
import type { BulkInput } from './bulk.schema.ts';
import type { BulkAction, BulkKind } from './bulkKinds.ts';
import { bulkStatement } from './bulkStatements.ts';

/** A change of many records: what is done, and the values of its statement, with tags as ids. */
type BulkChange = { action: BulkAction } & Record<string, string | number | number[] | null>;

/** The remaining work of a change in steps. Without a `kind`, the records are contacts. */
type BulkWork = { bulk: BulkChange; kind?: BulkKind; ids: number[] };

/** A change of more records runs in steps, after the response. */
const maxAtOnce = 1_000;
const recordsPerStep = 500;

export interface BulkDone {
  ok: true;
  act: number;
  isRunning: boolean;
  /** How many records were changed; 0 while it is running. */
  changed: number;
}

/** Changes records of these ids as one act with the cause `bulk`; ids of others are left out. */
export function changeInBulk(db: OwnedDb, kind: BulkKind, ids: number[], input: BulkInput): Promise<BulkDone> {
  return db.withCause('bulk').transaction(async (tx) => {
    const isRunning = ids.length > maxAtOnce;
    const change = await toChange(tx, input);
    const work: BulkWork = { bulk: change, kind, ids };
    const act = await tx.act(isRunning ? { progress: work } : {});
    const changed = isRunning ? 0 : await applyChange(tx, work);
    return { ok: true, act, isRunning, changed };
  }, longTransaction);
}

/** The steps by which runAct() continues a large change. */
export const bulkSteps: ActSteps = { bulk: (tx, _act, work) => changeNext(tx, work as BulkWork) };

async function changeNext(tx: OwnedDb, { ids, ...work }: BulkWork): Promise<Work | undefined> {
  await applyChange(tx, { ...work, ids: ids.slice(0, recordsPerStep) });
  const left = ids.slice(recordsPerStep);
  return left.length > 0 ? ({ ...work, ids: left } satisfies BulkWork) : undefined;
}

/** Returns how many records it changed. */
async function applyChange(tx: OwnedDb, { bulk, kind = 'contacts', ids }: BulkWork): Promise<number> {
  const { action, ...values } = bulk;
  return (await tx.read(`${bulkStatement(kind, action)} RETURNING id`, { ids, ...values })).length;
}

async function toChange(tx: OwnedDb, input: BulkInput): Promise<BulkChange> {
  const { action, status, source, industry, title } = input;
  if (action === 'status') return { action, status };
  if (action === 'add_tags') return { action, tags: await findOrCreateTags(tx, input.tags) };
  if (action === 'remove_tags') return { action, tags: await findTags(tx, input.tags) };
  if (action === 'source') return { action, source };
  if (action === 'rhythm') return { action, days: input.keep_in_touch_days };
  if (action === 'industry') return { action, industry };
  if (action === 'next_step') return { action, title, due_date: parseDate(input.due_date) ?? null };
  return { action };
}

/** Looks up tags by name; a tag that does not exist need not be removed. */
async function findTags(tx: OwnedDb, names: string[]): Promise<number[]> {
  const keys = new Set(names.map(fold));
  return (await listTags(tx)).filter(({ name }) => keys.has(fold(name))).map(({ id }) => id);
}
