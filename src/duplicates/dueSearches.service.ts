import type { Database } from '../db/client.ts';
import { addJobs } from '../db/jobQueue.ts';
import { silentSince } from './searchState.service.ts';

/** After a search, the account rests for this many times its duration, so that it uses at most 2 % of a processor. */
const restFactor = 60;
const restSeconds = 60;

/** Adds jobs that search for duplicates in accounts whose records changed since the last search. */
export async function addDueSearches({ pool }: Database, now: Date): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(dueSql, [now, silentSince(now)]);
  const payloads = rows.map(({ id }) => ({ user: id, id }));
  if (rows.length > 0) await addJobs(pool, 'searchDuplicates', payloads, 'replace');
}

// An act is dated before it is committed, hence the minute. While one is still carried out, the search waits for its
// end.
const dueSql = `SELECT p.user_id AS id FROM profiles p LEFT JOIN duplicate_searches s ON s.user_id = p.user_id
  WHERE (greatest(s.searched_at, s.failed_at) IS NULL AND EXISTS (SELECT FROM contacts c WHERE c.user_id = p.user_id)
      OR greatest(s.searched_at, s.failed_at) + greatest(${restSeconds}, s.milliseconds / 1000 * ${restFactor}) * interval '1 second' < $1
        AND (s.failed_at IS NOT NULL OR (SELECT max(a.at) FROM acts a WHERE a.user_id = p.user_id) > s.searched_at - interval '1 minute'))
    AND NOT EXISTS (SELECT FROM acts a WHERE a.user_id = p.user_id AND a.progress IS NOT NULL)
    AND (s.begun_at IS NULL OR s.begun_at <= $2)
  ORDER BY p.user_id`;
