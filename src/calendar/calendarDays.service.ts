import { birthdaysOn } from '../contacts/birthday.ts';
import type { Contact, Interaction } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { boundedCount, jsonRows, maxExactCount } from '../db/sql/boundedCount.ts';
import { withDates } from '../db/sql/statement.ts';
import { addDays, startOfDay } from '../i18n/dates.ts';
import { type ListedTask, listedTaskColumns, openOrder } from '../tasks/listedTask.ts';

type Name = Pick<Contact, 'id' | 'first_name' | 'last_name'>;

/** Ways to reach a person, directly or through their company; only read for single days. */
type ContactDetails = Partial<
  Record<'phone' | 'address' | 'company' | 'company_phone' | 'company_address', string | null>
>;

export type CalendarPerson = Name & ContactDetails;
export type CalendarTask = Omit<ListedTask, 'contact'> & { contact: CalendarPerson | null };
export type CalendarBirthday = Pick<Contact, 'birthday'> & { contact: CalendarPerson };

export interface CalendarEntry extends Pick<Interaction, 'id' | 'interaction_type' | 'occurred_at'> {
  /** The beginning of the entry's text. */
  content: string;
  contact: CalendarPerson;
}

/** The first of each kind, and how many there are, counted up to 1,000. */
export interface CalendarDay {
  date: string;
  tasks: CalendarTask[];
  task_count: number;
  done: CalendarTask[];
  done_count: number;
  entries: CalendarEntry[];
  entry_count: number;
  birthdays: CalendarBirthday[];
  birthday_count: number;
}

export interface DaysQuery {
  timeZone: string;
  /** Calls, emails and notes as well as meetings. */
  all: boolean;
  /** How many of each kind are read on each day. */
  limit: 4 | 12 | 100;
  skip?: number;
  /** Whether phones and addresses are read. */
  detailed?: boolean;
}

/** Reads days by one statement, which reads no more of a day than is shown or counted. */
export async function readDays(db: OwnedDb, dates: string[], query: DaysQuery): Promise<CalendarDay[]> {
  const values = {
    dates,
    starts: dates.map((date) => startOfDay(date, query.timeZone)),
    ends: dates.map((date) => startOfDay(addDays(date, 1), query.timeZone)),
    birthdays: dates.map((date) => birthdaysOn(date).join(' ')),
    skip: query.skip ?? 0,
  };
  const days = await db.read<CalendarDay>(statement(query), values);
  for (const { tasks, done, entries } of days) {
    withDates([...tasks, ...done], ['due_date', 'due_time', 'completed_at']);
    withDates(entries, ['occurred_at']);
  }
  return days;
}

function statement({ all, limit, detailed = false }: DaysQuery): string {
  const first = (order: string) => `ORDER BY ${order} LIMIT ${limit} OFFSET :skip::int`;
  const tasks = (from: string, order: string) =>
    jsonRows(`SELECT ${listedTaskColumns}, ${person('t.contact_id', detailed)} AS contact
      FROM (SELECT t.* ${from} ${first(order)}) t ORDER BY ${order}`);
  const entries = jsonRows(`
    SELECT i.id, i.interaction_type, i.occurred_at, left(i.content, 400) AS content,
      ${person('i.contact_id', detailed)} AS contact
    FROM (SELECT i.* ${entriesFrom(all)} ${first(entryOrder)}) i ORDER BY ${entryOrder}`);
  const birthdays = jsonRows(`
    SELECT c.birthday, ${person('c.id', detailed)} AS contact
    FROM (SELECT c.* ${birthdaysFrom} ${first(nameOrder)}) c ORDER BY ${nameOrder}`);
  const count = (from: string) => boundedCount(maxExactCount, from);
  return `
    SELECT d.date, ${tasks(openFrom, openOrder)} AS tasks, ${count(openFrom)} AS task_count,
      ${tasks(doneFrom, doneOrder)} AS done, ${count(doneFrom)} AS done_count,
      ${entries} AS entries, ${count(entriesFrom(all))} AS entry_count,
      ${birthdays} AS birthdays, ${count(birthdaysFrom)} AS birthday_count
    FROM unnest(:dates::text[], :starts::timestamptz[], :ends::timestamptz[], :birthdays::text[])
      AS d(date, starts, ends, birthdays)
    ORDER BY d.date`;
}

// Each condition matches an index: tasks_open_idx, tasks_user_id_status_due_date_id_idx, interactions_meetings_idx or
// interactions_user_id_occurred_at_id_idx, contacts_birthday_idx.
const openFrom = "FROM tasks t WHERE t.user_id = $1 AND t.status <> 'done' AND t.due_date = d.date::date";
const doneFrom = "FROM tasks t WHERE t.user_id = $1 AND t.status = 'done' AND t.due_date = d.date::date";
const doneOrder = 't.id';
const entryOrder = 'i.occurred_at, i.id';
// It is an expression, so that PostgreSQL does not walk through everybody by name to find the birthdays of a day.
const nameOrder = "c.sort_name || '', c.id";
const birthdaysFrom = `FROM contacts c
  WHERE c.user_id = $1 AND c.birthday <> '' AND right(c.birthday, 5) = ANY (string_to_array(d.birthdays, ' '))`;

function entriesFrom(all: boolean): string {
  return `FROM interactions i WHERE i.user_id = $1 AND i.occurred_at >= d.starts AND i.occurred_at < d.ends
    ${all ? '' : "AND i.interaction_type = 'meeting'"}`;
}

/** SQL: the contact of this id as JSON. */
function person(id: string, detailed: boolean): string {
  const columns = [...names, ...(detailed ? detailColumns : [])].map(([name, column]) => `'${name}', ${column}`);
  return `(SELECT json_build_object(${columns.join(', ')})
    FROM contacts p ${detailed ? 'LEFT JOIN companies o ON o.user_id = $1 AND o.id = p.company_id' : ''}
    WHERE p.user_id = $1 AND p.id = ${id})`;
}

const names = ['id', 'first_name', 'last_name'].map((name) => [name, `p.${name}`] as const);
const detailColumns = [
  ['phone', 'p.phone'],
  ['address', 'p.address'],
  ['company', 'o.name'],
  ['company_phone', 'o.phone'],
  ['company_address', 'o.address'],
] as const;
