import type { Contact, Task } from '../db/generated/client.ts';
import { withDates } from '../db/sql/statement.ts';
import type { LastEntry } from './lastEntry.ts';

export const dueTaskColumns = ['id', 'title', 'priority', 'repeat', 'due_date'] as const;
export const dueContactColumns = ['id', 'first_name', 'last_name', 'phone', 'email'] as const;

export type TodayTask = Pick<Task, (typeof dueTaskColumns)[number] | 'due_time'> & {
  contact: (Pick<Contact, (typeof dueContactColumns)[number]> & { company: string | null }) | null;
  last: LastEntry | null;
};

export const contactWithoutNextStepColumns = [
  'id',
  'first_name',
  'last_name',
  'position',
  'email',
  'phone',
  'created_at',
  'last_contact_at',
  'last_contact_type',
] as const;

export type ContactWithoutNextStep = Pick<Contact, (typeof contactWithoutNextStepColumns)[number]> & {
  company: string;
  last: LastEntry | null;
};

/** The action that a row begins with. `open` leads to the person, or to the task if it has no person. */
type Verb = 'call' | 'write' | 'open' | 'plan';

export type TodayRow =
  | { kind: 'task'; tone: 'late' | 'today'; verb: Exclude<Verb, 'plan'>; task: TodayTask }
  | { kind: 'person'; tone: 'none'; verb: Exclude<Verb, 'open'>; person: ContactWithoutNextStep };

export interface TodayCounts {
  late: number;
  today: number;
  people: number;
}

/** About as many rows as people take in at a glance. */
export const maxTodayRows = 8;

/** The rows to choose from: tasks in the order of openTasks.ts, people in any order. */
export interface Candidates {
  late: TodayTask[];
  today: TodayTask[];
  people: ContactWithoutNextStep[];
}

/** Puts late tasks first, then today's, then people, the oldest conversation first. */
export function rankTodayRows({ late, today, people }: Candidates, now: Date): TodayRow[] {
  const longestWaiting = [...people].sort((a, b) => waitingSince(a) - waitingSince(b) || a.id - b.id);
  const rows: TodayRow[] = [
    ...late.map((task) => ({ kind: 'task', tone: 'late', verb: taskVerb(task), task }) as const),
    ...today.map((task) => ({ kind: 'task', tone: 'today', verb: taskVerb(task), task }) as const),
    ...longestWaiting.map(
      (person) => ({ kind: 'person', tone: 'none', verb: personVerb(person, now), person }) as const,
    ),
  ];
  return rows.slice(0, maxTodayRows).map(withEntryDate);
}

function withEntryDate(row: TodayRow): TodayRow {
  const { last } = row.kind === 'task' ? row.task : row.person;
  if (last) withDates([last], ['occurred_at']);
  return row;
}

/** Subtracts the rows that are shown from the counts. */
export function hiddenCounts(counts: TodayCounts, rows: TodayRow[]): TodayCounts {
  const shown = (tone: TodayRow['tone']) => rows.filter((row) => row.tone === tone).length;
  return {
    late: counts.late - shown('late'),
    today: counts.today - shown('today'),
    people: counts.people - shown('none'),
  };
}

// A person who was never spoken with has been waiting since the day they were added.
function waitingSince({ last_contact_at, created_at }: ContactWithoutNextStep): number {
  return (last_contact_at ?? created_at).getTime();
}

const justSpokenMs = 7 * 86_400_000;

function taskVerb({ contact }: TodayTask) {
  return (contact && reachVerb(contact)) ?? 'open';
}

function reachVerb({ phone, email }: Pick<Contact, 'phone' | 'email'>): 'call' | 'write' | undefined {
  if (phone) return 'call';
  return email ? 'write' : undefined;
}

/** Within a week after a conversation, the row suggests planning the next step; later, calling or writing. */
function personVerb(person: ContactWithoutNextStep, now: Date): 'call' | 'write' | 'plan' {
  const { last_contact_at } = person;
  const justSpoken = last_contact_at !== null && now.getTime() - last_contact_at.getTime() < justSpokenMs;
  return (justSpoken ? undefined : reachVerb(person)) ?? 'plan';
}
