import type { Contact, Interaction, Prisma } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { addDays, dateText, type Moment, startOfDay } from '../i18n/dates.ts';
import { dueBy } from '../tasks/taskList.service.ts';
import type { DueTask } from './waiting.ts';

type Name = Pick<Contact, 'id' | 'first_name' | 'last_name'>;
export type NewContact = Name & Pick<Contact, 'created_at' | 'status'> & { company: { name: string } | null };
export type LatestInteraction = Pick<Interaction, 'id' | 'interaction_type' | 'content' | 'occurred_at'> & {
  contact: Name;
};

const mostListed = 5;
const name = { id: true, first_name: true, last_name: true } as const;
const companyName = { company: { select: { name: true } } } as const;

export function newestContacts(db: OwnedDb): Promise<NewContact[]> {
  return db.contact.findMany({
    // Ids are given in the order of adding, and the key is an index.
    orderBy: { id: 'desc' },
    take: mostListed,
    select: { ...name, created_at: true, status: true, ...companyName },
  });
}

export function latestInteractions(db: OwnedDb): Promise<LatestInteraction[]> {
  return db.interaction.findMany({
    orderBy: [{ occurred_at: 'desc' }, { id: 'desc' }],
    take: mostListed,
    select: { id: true, interaction_type: true, content: true, occurred_at: true, contact: { select: name } },
  });
}

const mostDue = 300;

export interface OpenTasks {
  /** By date; of more than 300 the first. */
  tasks: DueTask[];
  /** Exact however many there are. */
  late: number;
  today: number;
  ahead: number;
}

/** Open tasks that are due up to a calendar date, and their numbers before, on and after today. */
export async function openTasks(db: OwnedDb, today: string, until: string): Promise<OpenTasks> {
  const where = dueBy(until);
  const tasks = await db.task.findMany({
    where,
    orderBy: [{ due_date: 'asc' }, { due_time: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: mostDue,
    include: { contact: { select: { ...name, phone: true } } },
  });
  const days = tasks.length < mostDue ? tasks.map(({ due_date }) => ({ due_date, _count: 1 })) : await byDay(db, where);
  const sum = (is: (due: string) => boolean) =>
    days.reduce((total, day) => total + (is(dateText(day.due_date) ?? '') ? day._count : 0), 0);
  return {
    tasks,
    late: sum((due) => due < today),
    today: sum((due) => due === today),
    ahead: sum((due) => due > today),
  };
}

function byDay(db: OwnedDb, where: Prisma.TaskWhereInput) {
  return db.task.groupBy({ by: ['due_date'], where, _count: true });
}

const mostDone = 100;

export interface DoneTask {
  id: number;
  title: string;
  completed_at: Date | null;
}

/** Tasks ticked off yesterday and today, the last one first; at most 100. */
export function doneLately(db: OwnedDb, { today, timeZone }: Moment): Promise<DoneTask[]> {
  const since = startOfDay(addDays(today, -1), timeZone);
  return db.task.findMany({
    where: { status: 'done', completed_at: { gte: since } },
    orderBy: [{ completed_at: 'desc' }, { id: 'desc' }],
    take: mostDone,
    select: { id: true, title: true, completed_at: true },
  });
}

/** Whether there is any task at all; asked only while nothing else on the page tells. */
export async function hasTask(db: OwnedDb): Promise<boolean> {
  return (await db.task.findFirst({ select: { id: true } })) !== null;
}
