import type { OwnedDb } from '../db/owned.ts';
import { duplicateGroups } from '../db/sql/duplicateGroups.ts';

/** A search without progress for this time has died with its process. */
const staleAfterMs = 5 * 60_000;

export interface SearchState {
  isRunning: boolean;
  /** Records changed since the latest search, which addDueSearches() will notice. */
  isDue: boolean;
  /** In percent. */
  progress: number;
  /** When the latest finished search began. */
  searched_at: Date | null;
  /** The number of groups, up to one more than pages show. */
  contacts: number;
  companies: number;
}

const never: SearchState = {
  isRunning: false,
  isDue: false,
  progress: 0,
  searched_at: null,
  contacts: 0,
  companies: 0,
};

export async function getSearchState(db: OwnedDb, now: Date): Promise<SearchState> {
  const [state] = await db.read<SearchState>(
    `SELECT coalesce(s.begun_at > :silent::timestamptz, false) AS "isRunning", ${isDue} AS "isDue",
       coalesce(s.progress, 0) AS progress, s.searched_at,
       ${duplicateGroups('contacts')} AS contacts, ${duplicateGroups('companies')} AS companies
     FROM (SELECT $1::int AS user_id) o LEFT JOIN duplicate_searches s ON s.user_id = $1`,
    { silent: silentSince(now) },
  );
  return state ?? never;
}

/** After a failed search, the page does not announce another one. */
const isDue = `(
  (s.failed_at IS NULL OR s.failed_at < s.searched_at)
  AND EXISTS (SELECT FROM acts a WHERE a.user_id = $1 AND (s.searched_at IS NULL OR a.at > s.searched_at))
  AND (EXISTS (SELECT FROM contacts c WHERE c.user_id = $1) OR EXISTS (SELECT FROM companies c WHERE c.user_id = $1)))`;

export function silentSince(now: Date): Date {
  return new Date(now.getTime() - staleAfterMs);
}
