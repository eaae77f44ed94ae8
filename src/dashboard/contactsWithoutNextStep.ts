import { jsonRows } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList } from '../db/sql/statement.ts';
import { lastEntryJson } from './lastEntry.ts';
import { contactWithoutNextStepColumns, maxTodayRows } from './todayRows.ts';

/**
 * SQL: the contacts without an open task who wait longest, except the churned. They are chosen among the `most` with
 * the oldest conversation and the `most` added first of those never spoken with; these conditions match
 * contacts_silent_idx and contacts_unspoken_idx.
 */
export function contactsWithoutNextStepSql(limit: number | string, most = maxTodayRows): string {
  const [silent, unspoken] = [
    waitingLongest('IS NOT NULL', 'last_contact_at', most),
    waitingLongest('IS NULL', 'created_at', most),
  ];
  return `
    SELECT * FROM (${silent} UNION ALL ${unspoken}) w
    ORDER BY coalesce(last_contact_at, created_at), id LIMIT ${limit}`;
}

const columns = [...contactWithoutNextStepColumns, 'company_id'];

function waitingLongest(spoken: string, since: string, most: number): string {
  return `
    (SELECT ${selectList('p', columns)} FROM contacts p
    WHERE p.user_id = $1 AND p.open_tasks = 0 AND p.status <> 'churned' AND p.last_contact_at ${spoken}
    ORDER BY p.${since}, p.id LIMIT ${most})`;
}

/** SQL: these contacts as JSON, with their latest entry. `from` is a query in brackets or its name. */
export function contactsWithoutNextStepJson(from: string): string {
  return jsonRows(`
    SELECT ${selectList('p', contactWithoutNextStepColumns)}, coalesce(${companyName('p.company_id')}, '') AS company,
      ${lastEntryJson('p.id')} AS last
    FROM ${from} p`);
}
