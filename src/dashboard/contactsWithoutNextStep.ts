import { jsonRows } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList } from '../db/sql/statement.ts';
import { mostWaiting, quietPersonColumns } from './todayRows.ts';

/**
 * SQL: people with nothing planned, without the churned, as JSON: those longest silent and those longest never spoken
 * with, eight of each. The conditions are those of contacts_silent_idx and contacts_unspoken_idx.
 */
export const quietPeople = jsonRows(
  `${quiet('IS NOT NULL', 'last_interaction_at')} UNION ALL ${quiet('IS NULL', 'created_at')}`,
);

function quiet(spoken: string, since: string): string {
  return `
    (SELECT ${selectList('p', quietPersonColumns)}, coalesce(${companyName('p.company_id')}, '') AS company
    FROM contacts p
    WHERE p.user_id = $1 AND p.open_tasks = 0 AND p.status <> 'churned' AND p.last_interaction_at ${spoken}
    ORDER BY p.${since}, p.id LIMIT ${mostWaiting})`;
}
