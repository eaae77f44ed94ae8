import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import type { FieldError } from '../validation/form.ts';
import { silentMs, waitingMs } from './fileLimits.ts';
import { forgetWaitingLoads } from './forgetLoads.service.ts';
import { countedKinds } from './kinds.ts';
import type { Manifest } from './manifest.ts';

export type Counts = Record<string, number>;

export interface AccountLoad {
  id: number;
  /** The name of the file. */
  name: string;
  state: 'reading' | 'ready' | 'refused' | 'running' | 'done';
  problem: FieldError | null;
  manifest: Manifest | null;
  before: Counts | null;
  after: Counts | null;
  /** How many records of each kind were read so far, and later how many were loaded so far. */
  loaded: Counts;
  act_id: number | null;
  created_at: Date;
  touched_at: Date;
  done_at: Date | null;
}

const columns = `id, name, state, problem, manifest, before, after, loaded, act_id::float8 AS act_id,
  created_at, touched_at, done_at`;

/** Creates a load for an uploaded file. A previous one that was not loaded is removed, even while it is being read. */
export function createLoad(db: OwnedDb, name: string, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.lock();
    await forgetWaitingLoads(tx);
    const [load] = await tx.read<{ id: number }>(
      `INSERT INTO account_loads (user_id, name, created_at, touched_at)
       VALUES ($1, :name, :now::timestamptz, :now::timestamptz) RETURNING id`,
      { name, now },
    );
    return load?.id ?? 0;
  }, longTransaction);
}

/** @throws RowNotFoundError */
export async function getLoad(db: OwnedDb, id: number, now: Date): Promise<AccountLoad> {
  const [load] = await db.read<AccountLoad>(
    `SELECT ${columns} FROM account_loads WHERE user_id = $1 AND id = :id::int`,
    { id },
  );
  if (!load || isExpired(load, now)) throw new RowNotFoundError();
  return isAbandoned(load, now) ? { ...load, state: 'refused', problem: { key: 'accountFile.problem.broken' } } : load;
}

export async function listLoads(db: OwnedDb, now: Date): Promise<AccountLoad[]> {
  const loads = await db.read<AccountLoad>(
    `SELECT ${columns} FROM account_loads WHERE user_id = $1 AND state IN ('ready', 'running', 'done') ORDER BY id DESC`,
  );
  return loads.filter((load) => !isExpired(load, now));
}

/** Removes a file that was not loaded; returns false when it was. */
export async function discardLoad(db: OwnedDb, id: number): Promise<boolean> {
  const gone = await db.read(
    `DELETE FROM account_loads WHERE user_id = $1 AND id = :id::int AND state IN ('reading', 'ready', 'refused')
     RETURNING id`,
    { id },
  );
  return gone.length > 0;
}

/** Counts the records of the account by kind. */
export async function countAccount(db: OwnedDb): Promise<Counts> {
  const counts = countedKinds.map((kind) => `(SELECT count(*)::int FROM ${kind} WHERE user_id = $1) AS ${kind}`);
  const [row] = await db.read<Counts>(`SELECT ${counts.join(', ')}`);
  return row ?? {};
}

/** Counts the people of the file who have the email or the name of a contact. */
export async function countKnownPeople(db: OwnedDb, id: number): Promise<number> {
  const name = (row: string) => `lower(concat_ws(' ', ${row}))`;
  const [row] = await db.read<{ people: number }>(
    `SELECT count(*)::int AS people FROM account_load_rows r
     WHERE r.user_id = $1 AND r.load_id = :id::int AND r.kind = 'contacts' AND r.record IS NOT NULL
       AND (lower(r.record ->> 'email') IN (SELECT lower(c.email) FROM contacts c WHERE c.user_id = $1 AND c.email <> '')
         OR ${name("r.record ->> 'first_name', r.record ->> 'last_name'")}
           IN (SELECT ${name('c.first_name, c.last_name')} FROM contacts c WHERE c.user_id = $1))`,
    { id },
  );
  return row?.people ?? 0;
}

function isAbandoned({ state, touched_at }: AccountLoad, now: Date): boolean {
  return state === 'reading' && now.getTime() - touched_at.getTime() > silentMs;
}

function isExpired({ state, created_at }: AccountLoad, now: Date): boolean {
  return (state === 'ready' || state === 'refused') && now.getTime() - created_at.getTime() > waitingMs;
}
