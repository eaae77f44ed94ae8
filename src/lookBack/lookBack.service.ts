import { maxExcerptInput } from '../core/excerpt.ts';
import type { Contact, Interaction, InteractionType } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { boundedCount, jsonRows, maxExactCount } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList, selectNamed, withDates } from '../db/sql/statement.ts';
import type { Week } from './week.ts';

type Person = Pick<Contact, 'id' | 'first_name' | 'last_name'> & { company: string | null };

type LookBackEntry = Pick<Interaction, 'id' | 'interaction_type' | 'content' | 'occurred_at'> & {
  contact: Pick<Contact, 'id' | 'first_name' | 'last_name'>;
};

/**
 * `touch_due_on`: the date by the rhythm. Without it, the person had no contact for three months and has nothing
 * planned.
 */
type QuietPerson = Person & Pick<Contact, 'last_contact_at'> & { touch_due_on: Date | null };

/** What happened in a week. Lists are cut at 50, and counts are exact up to 1,000. */
export interface LookBack {
  counts: Partial<Record<InteractionType, number>>;
  entries: LookBackEntry[];
  done: { tasks: { id: number; title: string }[]; total: number };
  customers: Person[];
  quiet: QuietPerson[];
}

interface Row {
  counts: LookBack['counts'] | null;
  entries: LookBackEntry[];
  tasks: LookBack['done']['tasks'];
  tasks_done: number;
  customers: Person[];
  quiet: QuietPerson[];
}

const maxListed = 50;
/** The maximum for each kind; more are shown as "more than 1,000". */
const maxCounted = maxExactCount + 1;

const inWeek = (column: string) => `${column} >= :from::timestamptz AND ${column} < :to::timestamptz`;

const countsSql = `(SELECT json_object_agg(kind, times) FROM (
  ${['note', 'call', 'email', 'meeting']
    .map(
      (kind) =>
        `SELECT '${kind}' AS kind, ${boundedCount(maxCounted, `FROM interactions WHERE user_id = $1 AND ${inWeek('occurred_at')} AND interaction_type = '${kind}'`)} AS times`,
    )
    .join(' UNION ALL ')}) counted)`;

const entriesSql = jsonRows(`
  SELECT i.id, i.interaction_type, left(i.content, ${maxExcerptInput}) AS content, i.occurred_at,
    json_build_object('id', c.id, 'first_name', c.first_name, 'last_name', c.last_name) AS contact
  FROM (SELECT * FROM interactions WHERE user_id = $1 AND ${inWeek('occurred_at')}
      ORDER BY occurred_at DESC, id DESC LIMIT ${maxListed}) i
    JOIN contacts c ON c.user_id = $1 AND c.id = i.contact_id
  ORDER BY i.occurred_at, i.id`);

const completed = `FROM tasks WHERE user_id = $1 AND status = 'done' AND ${inWeek('completed_at')}`;

/**
 * SQL: contacts whose status was changed to customer, according to the history and not undone, and contacts added by
 * hand as customers.
 */
const customersSql = jsonRows(`
  SELECT ${selectList('p', ['id', 'first_name', 'last_name'])}, ${companyName('p.company_id')} AS company
  FROM (
    SELECT record_id AS id, max(at) AS at FROM (
      SELECT h.record_id, a.at FROM acts a
        JOIN changes h ON h.user_id = $1 AND h.act_id = a.id AND h.kind = 'contacts' AND h.field = 'status'
          AND h.new = '"customer"' AND h.undone_by IS NULL AND NOT h.by_undo
      WHERE a.user_id = $1 AND ${inWeek('a.at')}
      UNION ALL
      SELECT h.record_id, a.at FROM acts a
        JOIN changes h ON h.user_id = $1 AND h.act_id = a.id AND h.kind = 'contacts' AND h.operation = 'create'
          AND h.undone_by IS NULL AND NOT h.by_undo
        JOIN contacts n ON n.user_id = $1 AND n.id = h.record_id AND n.status = 'customer' AND n.status_since = n.created_at
      WHERE a.user_id = $1 AND a.cause = 'form' AND ${inWeek('a.at')}) became
    GROUP BY record_id) x
    JOIN contacts p ON p.user_id = $1 AND p.id = x.id AND p.status = 'customer'
  ORDER BY x.at, p.id LIMIT ${maxListed}`);

/** SQL: matches touch_dates_user_id_due_on_contact_id_idx and contacts_silent_idx. */
const quietSql = jsonRows(`
  SELECT ${selectList('p', ['id', 'first_name', 'last_name', 'last_contact_at'])}, x.due_on AS touch_due_on,
    ${companyName('p.company_id')} AS company
  FROM (
    (SELECT contact_id AS id, due_on FROM touch_dates WHERE user_id = $1 AND due_on BETWEEN :monday::date AND :until::date
      ORDER BY due_on, contact_id LIMIT ${maxListed})
    UNION ALL
    (SELECT s.id, NULL FROM contacts s WHERE s.user_id = $1 AND s.open_tasks = 0 AND s.status <> 'churned' AND s.status <> 'lead'
        AND s.last_contact_at IS NOT NULL AND s.last_contact_at >= :silent_from::timestamptz AND s.last_contact_at < :silent_to::timestamptz
        AND NOT EXISTS (SELECT FROM touch_dates d WHERE d.user_id = $1 AND d.contact_id = s.id)
      ORDER BY s.last_contact_at, s.id LIMIT ${maxListed})) x
    JOIN contacts p ON p.user_id = $1 AND p.id = x.id
  ORDER BY p.last_contact_at NULLS LAST, p.id LIMIT ${maxListed}`);

const columns: Record<keyof Row, string> = {
  counts: countsSql,
  entries: entriesSql,
  tasks: jsonRows(`SELECT id, title ${completed} ORDER BY completed_at, id LIMIT ${maxListed}`),
  tasks_done: boundedCount(maxCounted, completed),
  customers: customersSql,
  quiet: quietSql,
};

const text = `SELECT ${selectNamed(columns)}`;

/** Reads a week by one statement. */
export async function readLookBack(db: OwnedDb, week: Week): Promise<LookBack> {
  const { from, to, monday, until, silentFrom, silentTo } = week;
  const values = { from, to, monday, until, silent_from: silentFrom, silent_to: silentTo };
  const [row] = (await db.read<Row>(text, values)) as [Row];
  return {
    counts: row.counts ?? {},
    entries: withDates(row.entries, ['occurred_at']),
    done: { tasks: row.tasks, total: row.tasks_done },
    customers: row.customers,
    quiet: withDates(row.quiet, ['last_contact_at', 'touch_due_on']),
  };
}
