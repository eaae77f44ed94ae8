import type { Contact, Interaction, Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { addDays, type Moment, startOfDay } from '../i18n/dates.ts';

type Person = Pick<Contact, 'first_name' | 'last_name' | 'phone' | 'address'>;

/** With the contact, if there is one. */
export type FeedTask = Pick<
  Task,
  'id' | 'title' | 'description' | 'due_date' | 'due_time' | 'created_at' | 'updated_at'
> &
  Partial<Person>;
export type FeedEntry = Pick<
  Interaction,
  'id' | 'interaction_type' | 'content' | 'occurred_at' | 'contact_id' | 'created_at' | 'updated_at'
> &
  Person;
export type FeedBirthday = Pick<Contact, 'id' | 'birthday' | 'created_at' | 'updated_at'> & Person;

const daysBack = 90;
/** The maximum for each kind: a year of birthdays in an account of 2,000 people. */
const maxEvents = 2_000;

const person = 'c.first_name, c.last_name, c.phone, c.address';
const taskColumns = `t.id, t.title, t.description, t.due_date, t.due_time, t.created_at, t.updated_at, ${person}`;
const taskSource = 'tasks t LEFT JOIN contacts c ON c.user_id = $1 AND c.id = t.contact_id';
const entryColumns = `i.id, i.interaction_type, i.content, i.occurred_at, i.contact_id, i.created_at, i.updated_at, ${person}`;
const entrySource = 'interactions i JOIN contacts c ON c.user_id = $1 AND c.id = i.contact_id';

/** Open tasks with a date, from 90 days ago on, earliest first. */
export function listFeedTasks(db: OwnedDb, today: string): Promise<FeedTask[]> {
  return db.read<FeedTask>(
    `SELECT ${taskColumns} FROM ${taskSource}
     WHERE t.user_id = $1 AND t.status <> 'done' AND t.due_date >= :from::date
     ORDER BY t.due_date, t.id LIMIT ${maxEvents}`,
    { from: addDays(today, -daysBack) },
  );
}

/** The meetings of the last 90 days. */
export function listFeedMeetings(db: OwnedDb, { today, timeZone }: Pick<Moment, 'today' | 'timeZone'>) {
  return db.read<FeedEntry>(
    `SELECT ${entryColumns} FROM ${entrySource}
     WHERE i.user_id = $1 AND i.interaction_type = 'meeting' AND i.occurred_at >= :from::timestamptz
     ORDER BY i.occurred_at DESC, i.id LIMIT ${maxEvents}`,
    { from: startOfDay(addDays(today, -daysBack), timeZone) },
  );
}

/** The birthdays of the next year. */
export function listFeedBirthdays(db: OwnedDb, today: string): Promise<FeedBirthday[]> {
  // The condition matches contacts_birthday_idx.
  const part = (condition: string) => `(
    SELECT c.id, c.birthday, c.created_at, c.updated_at, ${person} FROM contacts c
    WHERE c.user_id = $1 AND c.birthday <> '' AND right(c.birthday, 5) ${condition} :day
    ORDER BY right(c.birthday, 5) LIMIT ${maxEvents})`;
  const text = `SELECT * FROM (${part('>=')} UNION ALL ${part('<')}) coming LIMIT ${maxEvents}`;
  return db.read<FeedBirthday>(text, { day: today.slice(5) });
}

/** Undefined when the user has no such task, or when it has no date. */
export async function findFeedTask(db: OwnedDb, id: number): Promise<FeedTask | undefined> {
  const text = `SELECT ${taskColumns} FROM ${taskSource} WHERE t.user_id = $1 AND t.id = :id AND t.due_date IS NOT NULL`;
  const [task] = await db.read<FeedTask>(text, { id });
  return task;
}

export async function findFeedEntry(db: OwnedDb, id: number): Promise<FeedEntry | undefined> {
  const text = `SELECT ${entryColumns} FROM ${entrySource} WHERE i.user_id = $1 AND i.id = :id`;
  const [entry] = await db.read<FeedEntry>(text, { id });
  return entry;
}
