import type { Contact, Task } from '../db/generated/client.ts';

export const dueTaskColumns = ['id', 'title', 'priority', 'repeat', 'due_date'] as const;
export const dueContactColumns = ['id', 'first_name', 'last_name', 'phone'] as const;

export type DueTask = Pick<Task, (typeof dueTaskColumns)[number] | 'due_time'> & {
  contact: Pick<Contact, (typeof dueContactColumns)[number]> | null;
};

export const quietPersonColumns = [
  'id',
  'first_name',
  'last_name',
  'position',
  'email',
  'phone',
  'created_at',
  'last_interaction_at',
  'last_interaction_type',
] as const;

/** Somebody for whom nothing is planned. */
export type QuietPerson = Pick<Contact, (typeof quietPersonColumns)[number]> & { company: string };

type Verb = 'done' | 'call' | 'write' | 'plan';

/** One row of what wants the owner today. */
export type Waiting =
  | { kind: 'task'; tone: 'late' | 'today'; verb: 'done'; task: DueTask }
  | { kind: 'person'; tone: 'none'; verb: Exclude<Verb, 'done'>; person: QuietPerson };

/** How many of each kind there are, or are not shown. */
export interface Numbers {
  late: number;
  today: number;
  people: number;
}

/** As many rows as one can take in at a glance. */
export const mostWaiting = 8;

/** What might stand in the list: the tasks in the order of their statements (waitingTasks.ts), people in any. */
export interface Candidates {
  late: DueTask[];
  today: DueTask[];
  people: QuietPerson[];
}

/** Late tasks, then today's, then people, the longest silent first. */
export function rank({ late, today, people }: Candidates, now: Date): Waiting[] {
  const quiet = [...people].sort((a, b) => quietSince(a) - quietSince(b) || a.id - b.id);
  const rows: Waiting[] = [
    ...late.map((task) => ({ kind: 'task', tone: 'late', verb: 'done', task }) as const),
    ...today.map((task) => ({ kind: 'task', tone: 'today', verb: 'done', task }) as const),
    ...quiet.map((person) => ({ kind: 'person', tone: 'none', verb: verbFor(person, now), person }) as const),
  ];
  return rows.slice(0, mostWaiting);
}

/** What is left of the numbers after the rows. */
export function notShown(numbers: Numbers, rows: Waiting[]): Numbers {
  const shown = (tone: Waiting['tone']) => rows.filter((row) => row.tone === tone).length;
  return {
    late: numbers.late - shown('late'),
    today: numbers.today - shown('today'),
    people: numbers.people - shown('none'),
  };
}

// Somebody never spoken with has been waiting since the day they were added.
function quietSince({ last_interaction_at, created_at }: QuietPerson): number {
  return (last_interaction_at ?? created_at).getTime();
}

const justSpokenMs = 7 * 86_400_000;

/** After a fresh conversation the next step is to be planned; else the person is to be spoken with, as far as there is a way. */
function verbFor({ phone, email, last_interaction_at }: QuietPerson, now: Date): Exclude<Verb, 'done'> {
  const justSpoken = last_interaction_at !== null && now.getTime() - last_interaction_at.getTime() < justSpokenMs;
  if (justSpoken) return 'plan';
  if (phone) return 'call';
  return email ? 'write' : 'plan';
}
