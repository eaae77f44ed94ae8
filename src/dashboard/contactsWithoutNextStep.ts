import { jsonRows } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList } from '../db/sql/statement.ts';
import { lastEntryJson } from './lastEntry.ts';
import { contactWithoutNextStepColumns, maxTodayRows } from './todayRows.ts';

/**
 * SQL: contacts without an open task, except the churned, as JSON: the eight spoken with longest ago, and the eight waiting
 * longest for a first word. The conditions match contacts_silent_idx and contacts_unspoken_idx.
 */
export const contactsWithoutNextStepSql = jsonRows(
  `${waitingLongest('IS NOT NULL', 'last_contact_at')} UNION ALL ${waitingLongest('IS NULL', 'created_at')}`,
);

function waitingLongest(spoken: string, since: string): string {
  return `
    (SELECT ${selectList('p', contactWithoutNextStepColumns)}, coalesce(${companyName('p.company_id')}, '') AS company,
      ${lastEntryJson('p.id')} AS last
    FROM contacts p
    WHERE p.user_id = $1 AND p.open_tasks = 0 AND p.status <> 'churned' AND p.last_contact_at ${spoken}
    ORDER BY p.${since}, p.id LIMIT ${maxTodayRows})`;
}
