// The rows of one account in the order of COPY's columns, always the same for the same account and day.
import { digitsOnly, fold } from '../../src/db/sql/fold.ts';
import type { Rows } from './copy.ts';
import {
  companyName,
  kinds,
  personName,
  personPosition,
  phoneNumber,
  pseudoRandom,
  rareName,
  sentence,
  statuses,
} from './people.ts';

const notesEach = 3;
const notesOfMany = 1_000;
const differentNotes = 30_000;

/** The next ids, across accounts. */
export const nextIds = { company: 1, contact: 1, interaction: 1, task: 1 };

/** What the rows of an account are derived from. */
export interface AccountPlan {
  userId: number;
  now: Date;
  size: number;
  companies: number;
  firstCompany: number;
  firstContact: number;
  companyOf(n: number): number;
}

export const companyColumns = [
  'user_id',
  'id',
  'name',
  'website',
  'industry',
  'created_at',
  'updated_at',
  'search_text',
];

export function* companyRows({ userId, companies, firstCompany, now }: AccountPlan): Rows {
  for (let n = 0; n < companies; n++) {
    const name = companyName(n);
    const website = `https://firma${n}.example.com`;
    const at = ago(now, pseudoRandom(n, 30, 700 * 24));
    yield [userId, firstCompany + n, name, website, 'Usługi', at, at, `\n${fold(`${name}\n${website}\nUsługi`)}\n`];
  }
}

export const contactColumns = [
  ...['user_id', 'id', 'company_id', 'first_name', 'last_name', 'email', 'phone', 'position', 'status'],
  ...['created_at', 'updated_at', 'status_since', 'sort_name', 'search_text', 'phone_digits'],
  ...['last_contact_at', 'last_contact_type', 'open_tasks', 'next_due_date', 'next_sort'],
];

export function* contactRows({ userId, size, firstContact, firstCompany, companyOf, now }: AccountPlan): Rows {
  for (let n = 0; n < size; n++) {
    const { first_name, last_name: usual } = personName(n);
    const last_name = n % Math.floor(size / 3) === 7 ? rareName : usual;
    const email = `${folded(first_name)}.${folded(last_name)}${n}@example.com`;
    const phone = phoneNumber(n);
    const company = companyOf(n);
    const [first, last] = [folded(first_name), folded(last_name)];
    const lines = [`${first} ${last}`, `${last} ${first}`, email];
    lines.push(folded(companyName(company - firstCompany)), digitsOnly(phone));
    const at = ago(now, 1 + pseudoRandom(n, 31, 900 * 24));
    const task = taskOf(n, now);
    const open = task.status === 'done' ? 0 : 1;
    const position = personPosition(n);
    if (position) lines.push('\t', folded(position), '\t', '');
    yield [
      ...[userId, firstContact + n, company, first_name, last_name, email, phone, position, statusOf(n)],
      ...[at, at, at, `${last_name} ${first_name}`, `\n${lines.join('\n')}\n`, digitsOnly(phone)],
      ...[...lastContact(n, now), open, open ? task.due_date : null],
      open ? Math.floor(Date.parse(task.due_date) / dayMs) : noTask,
    ];
  }
}

export const interactionColumns = [
  ...['user_id', 'id', 'contact_id', 'interaction_type', 'content', 'occurred_at', 'created_at', 'updated_at'],
  'search_text',
];

/** The first contact has one interaction, the second a thousand. */
export function* interactionRows({ userId, size, firstContact, now }: AccountPlan): Rows {
  for (let n = 0; n < size; n++) {
    for (let i = 0; i < countOf(n); i++) {
      const at = spokenAt(n, i, now);
      const content = note((n * notesEach + i) % differentNotes);
      yield [userId, nextIds.interaction++, firstContact + n, kindOf(n, i), content, at, at, at, folded(content)];
    }
  }
}

export const taskColumns = [
  ...['user_id', 'id', 'contact_id', 'title', 'status', 'priority', 'due_date', 'completed_at'],
  ...['created_at', 'updated_at', 'search_text'],
];

export function* taskRows({ userId, size, firstContact, now }: AccountPlan): Rows {
  for (let n = 0; n < size; n++) {
    const { title, status, due_date, completed_at } = taskOf(n, now);
    const at = ago(now, 24 + pseudoRandom(n, 33, 600 * 24));
    const priority = ['low', 'normal', 'normal', 'high'][pseudoRandom(n, 34, 4)] as string;
    const id = nextIds.task++;
    yield [userId, id, firstContact + n, title, status, priority, due_date, completed_at, at, at, folded(title)];
  }
}

/** Seven of ten tasks are done; the others are due between two months ago and a year ahead. */
function taskOf(n: number, now: Date) {
  const title = `Call about ${note(n % differentNotes)
    .split(' ', 3)
    .join(' ')}`;
  const done = pseudoRandom(n, 35, 10) < 7;
  const due = ago(now, (60 - pseudoRandom(n, 36, 425)) * 24);
  return {
    title,
    status: done ? 'done' : pseudoRandom(n, 37, 5) === 0 ? 'in_progress' : 'todo',
    due_date: due.slice(0, 10),
    completed_at: done ? ago(now, 2 + pseudoRandom(n, 38, 700 * 24)) : null,
  };
}

function statusOf(n: number): string {
  return statuses[[0, 0, 0, 0, 1, 1, 2, 2, 2, 3][pseudoRandom(n, 32, 10)] as number] as string;
}

function countOf(n: number): number {
  return n === 0 ? 1 : n === 1 ? notesOfMany : notesEach;
}

/** The newest that is no note, with its kind; the newest comes first. */
function lastContact(n: number, now: Date): [string | null, string | null] {
  for (let i = 0; i < countOf(n); i++) if (kindOf(n, i) !== 'note') return [spokenAt(n, i, now), kindOf(n, i)];
  return [null, null];
}

function kindOf(n: number, i: number): string {
  return kinds[pseudoRandom(n, 50 + i, kinds.length)] as string;
}

function spokenAt(n: number, i: number, now: Date): string {
  return ago(now, 1 + pseudoRandom(n, 39, 300 * 24) + i * 30);
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const noTask = 2_147_483_647;

const ago = (now: Date, hours: number) => isoHour(now.getTime() - hours * hourMs);

// Cached, so that a million rows take seconds.
const isoHour = memo((ms: number) => new Date(ms).toISOString());
const folded = memo(fold);
const note = memo(sentence);

function memo<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
