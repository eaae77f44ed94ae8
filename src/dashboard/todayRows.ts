import type { Contact, Task } from '../db/generated/client.ts';

export const dueTaskColumns = ['id', 'title', 'priority', 'repeat', 'due_date'] as const;
export const dueContactColumns = ['id', 'first_name', 'last_name', 'phone'] as const;

export type DueTask = Pick<Task, (typeof dueTaskColumns)[number] | 'due_time'> & {
  contact: Pick<Contact, (typeof dueContactColumns)[number]> | null;
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
};

type Verb = 'done' | 'call' | 'write' | 'plan';

export type TodayRow =
  | { kind: 'task'; tone: 'late' | 'today'; verb: 'done'; task: DueTask }
  | { kind: 'person'; tone: 'none'; verb: Exclude<Verb, 'done'>; person: ContactWithoutNextStep };

export interface TodayCounts {
  late: number;
  today: number;
  people: number;
}

/** As many as one takes in at a glance. */
export const maxTodayRows = 8;

/** The rows to choose from: tasks in the order of their statements (openTasks.ts), people in any. */
export interface Candidates {
  late: DueTask[];
  today: DueTask[];
  people: ContactWithoutNextStep[];
}

/** Late tasks first, then today's, then people: the one spoken with longest ago first. */
export function rankTodayRows({ late, today, people }: Candidates, now: Date): TodayRow[] {
  const longestWaiting = [...people].sort((a, b) => waitingSince(a) - waitingSince(b) || a.id - b.id);
  const rows: TodayRow[] = [
    ...late.map((task) => ({ kind: 'task', tone: 'late', verb: 'done', task }) as const),
    ...today.map((task) => ({ kind: 'task', tone: 'today', verb: 'done', task }) as const),
    ...longestWaiting.map((person) => ({ kind: 'person', tone: 'none', verb: verbFor(person, now), person }) as const),
  ];
  return rows.slice(0, maxTodayRows);
}

/** The counts without the rows that are shown. */
export function hiddenCounts(counts: TodayCounts, rows: TodayRow[]): TodayCounts {
  const shown = (tone: TodayRow['tone']) => rows.filter((row) => row.tone === tone).length;
  return {
    late: counts.late - shown('late'),
    today: counts.today - shown('today'),
    people: counts.people - shown('none'),
  };
}

// Who was never spoken with has been waiting since the day they were added.
function waitingSince({ last_contact_at, created_at }: ContactWithoutNextStep): number {
  return (last_contact_at ?? created_at).getTime();
}

const justSpokenMs = 7 * 86_400_000;

/** Within a week of a conversation the next step is to be planned; later the person is to be called or written to. */
function verbFor({ phone, email, last_contact_at }: ContactWithoutNextStep, now: Date): Exclude<Verb, 'done'> {
  const justSpoken = last_contact_at !== null && now.getTime() - last_contact_at.getTime() < justSpokenMs;
  if (justSpoken) return 'plan';
  if (phone) return 'call';
  return email ? 'write' : 'plan';
}
