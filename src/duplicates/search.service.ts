import { setTimeout as delay } from 'node:timers/promises';
import { addJob } from '../db/jobQueue.ts';
import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { mergeKinds } from '../merge/mergedRecord.ts';
import { findPairs, type ScoredPair } from './findPairs.service.ts';
import { saveGroupKeys } from './groups.service.ts';
import { getSearchState, silentSince } from './searchState.service.ts';

/** More records are searched after the answer. */
const maxAtOnce = 3_000;

interface SearchOptions {
  clock: () => Date;
  isStopping: () => boolean;
}

/** Searches a small account at once and a large one by a job. Waits up to a second for the job to begin. */
export async function requestSearch(db: OwnedDb, options: SearchOptions): Promise<void> {
  if (await isSmall(db)) return void (await searchDuplicates(db, options));
  await addJob(db, { name: 'searchDuplicates', id: db.userId });
  for (let waits = 0; waits < 10 && !(await getSearchState(db, options.clock())).isRunning; waits++) await delay(100);
}

async function isSmall(db: OwnedDb): Promise<boolean> {
  const above = await db.read(
    `SELECT id FROM (SELECT id FROM contacts WHERE user_id = $1 UNION ALL SELECT id FROM companies WHERE user_id = $1) r
     LIMIT 1 OFFSET :most::int`,
    { most: maxAtOnce },
  );
  return above.length === 0;
}

/**
 * Compares all records of an account and keeps the likely pairs, or that it failed. False where a search was running
 * already.
 */
export async function searchDuplicates(db: OwnedDb, { clock, isStopping }: SearchOptions): Promise<boolean> {
  const began = clock();
  if (!(await claim(db, began))) return false;
  try {
    const found: (ScoredPair & { kind: string })[] = [];
    for (const [at, kind] of mergeKinds.entries()) {
      const pairs = await findPairs(db, kind, async (share) => {
        if (isStopping()) throw new SearchStoppedError();
        await report(db, clock(), Math.round(((at + share) / mergeKinds.length) * 100));
      });
      found.push(...pairs.map((pair) => ({ ...pair, kind })));
    }
    await store(db, found, began, clock());
  } catch (error) {
    if (error instanceof SearchStoppedError) await release(db);
    else throw await fail(db, began, clock(), error);
  }
  return true;
}

/** The process is ending; the next one starts the search again. */
class SearchStoppedError extends Error {}

async function claim(db: OwnedDb, now: Date): Promise<boolean> {
  const claimed = await db.read(
    `INSERT INTO duplicate_searches (user_id, begun_at) VALUES ($1, :now::timestamptz)
     ON CONFLICT (user_id) DO UPDATE SET begun_at = EXCLUDED.begun_at, progress = 0
     WHERE duplicate_searches.begun_at IS NULL OR duplicate_searches.begun_at <= :silent::timestamptz
     RETURNING user_id`,
    { now, silent: silentSince(now) },
  );
  return claimed.length > 0;
}

async function report(db: OwnedDb, now: Date, progress: number): Promise<void> {
  await db.read(
    'UPDATE duplicate_searches SET begun_at = :now::timestamptz, progress = :progress::int WHERE user_id = $1',
    { now, progress },
  );
}

async function release(db: OwnedDb): Promise<void> {
  await db.read('UPDATE duplicate_searches SET begun_at = NULL WHERE user_id = $1');
}

/** Returns the error. */
async function fail(db: OwnedDb, began: Date, now: Date, error: unknown): Promise<unknown> {
  await db.read(
    `UPDATE duplicate_searches SET begun_at = NULL, failed_at = :began::timestamptz, milliseconds = :took::int
     WHERE user_id = $1`,
    { began, took: now.getTime() - began.getTime() },
  );
  return error;
}

function store(db: OwnedDb, pairs: object[], began: Date, now: Date): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.read('DELETE FROM duplicate_pairs WHERE user_id = $1');
    await tx.read(
      `INSERT INTO duplicate_pairs (user_id, kind, one_id, other_id, score)
       SELECT $1::int, p.kind, p.one, p.other, p.score
       FROM json_to_recordset(:pairs::json) AS p(kind text, one int, other int, score int)`,
      { pairs: JSON.stringify(pairs) },
    );
    await tx.read(
      `UPDATE duplicate_searches SET begun_at = NULL, searched_at = :began::timestamptz, failed_at = NULL,
         milliseconds = :took::int WHERE user_id = $1`,
      { began, took: now.getTime() - began.getTime() },
    );
    await saveGroupKeys(tx);
  }, longTransaction);
}
