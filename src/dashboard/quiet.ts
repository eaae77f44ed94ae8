import { jsonRows } from '../db/counted.ts';
import { mostWaiting } from './waiting.ts';

/**
 * SQL: people with nothing planned, without the churned, as JSON: those longest silent and those longest never spoken
 * with, eight of each. The conditions are those of contacts_silent_idx and contacts_unspoken_idx.
 */
export const quietPeople = jsonRows(
  `${quiet('IS NOT NULL', 'last_interaction_at')} UNION ALL ${quiet('IS NULL', 'created_at')}`,
);

// The company is joined to the few that were picked.
function quiet(spoken: string, since: string): string {
  return `
    (SELECT p.id, p.first_name, p.last_name, p.position, p.email, p.phone, p.created_at, p.last_interaction_at,
      p.last_interaction_type, coalesce(o.name, '') AS company
    FROM (SELECT * FROM contacts
      WHERE user_id = $1 AND open_tasks = 0 AND status <> 'churned' AND last_interaction_at ${spoken}
      ORDER BY ${since}, id LIMIT ${mostWaiting}) p
    LEFT JOIN companies o ON o.user_id = $1 AND o.id = p.company_id)`;
}
