import type { Prisma } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Page, paginate } from '../db/paginate.ts';
import { addDays, dateColumn, dateText, type Moment, startOfDay, sundayOf } from '../i18n/dates.ts';
import type { TaskQuery } from './tasks.schema.ts';
import { byCompletion, byDue, isOpen, type TaskRow, withContact } from './tasks.service.ts';

export type GroupName = 'late' | 'today' | 'tomorrow' | 'week' | 'later' | 'undated' | 'done';

export interface TaskGroup {
  name: GroupName;
  tasks: TaskRow[];
}

export interface TaskPage extends Page<TaskRow> {
  groups: TaskGroup[];
}

const doneLatelyDays = 7;

/** One page of tasks: the open ones by due date, then those done in the last week; all done ones when asked for those. */
export async function listTasks(db: OwnedDb, query: TaskQuery, at: Moment): Promise<TaskPage> {
  const open: Part = { where: openWhere(query), orderBy: byDue };
  const done: Part = { where: doneWhere(query, at), orderBy: byCompletion };
  const [opens, dones] = await Promise.all([countPart(db, open), countPart(db, done)]);
  const { skip, take, ...pagination } = paginate(opens + dones, query.page);
  const [first, then] = await Promise.all([
    readPart(db, open, skip, Math.min(take, opens - skip)),
    readPart(db, done, Math.max(0, skip - opens), take - Math.max(0, Math.min(take, opens - skip))),
  ]);
  const rows = [...first, ...then];
  return { rows, pagination, groups: grouped(rows, at.today) };
}

interface Part {
  /** Absent: the query leaves this part out. */
  where: Prisma.TaskWhereInput | undefined;
  orderBy: Prisma.TaskOrderByWithRelationInput[];
}

async function countPart(db: OwnedDb, { where }: Part): Promise<number> {
  return where ? db.task.count({ where }) : 0;
}

async function readPart(db: OwnedDb, { where, orderBy }: Part, skip: number, take: number): Promise<TaskRow[]> {
  return where && take > 0 ? db.task.findMany({ where, orderBy, skip, take, include: withContact }) : [];
}

function openWhere({ status, ...query }: TaskQuery): Prisma.TaskWhereInput | undefined {
  if (status === 'done') return undefined;
  return { status: status ?? isOpen, ...shared(query) };
}

function doneWhere({ status, ...query }: TaskQuery, { today, timeZone }: Moment): Prisma.TaskWhereInput | undefined {
  if (status === 'done') return { status, ...shared(query) };
  if (status) return undefined;
  const since = startOfDay(addDays(today, -doneLatelyDays), timeZone);
  return { status: 'done', completed_at: { gte: since }, ...shared(query) };
}

function shared({ priority, contact }: Pick<TaskQuery, 'priority' | 'contact'>): Prisma.TaskWhereInput {
  return { ...(priority && { priority }), ...(contact && { contact_id: contact }) };
}

function grouped(rows: TaskRow[], today: string): TaskGroup[] {
  const groups: TaskGroup[] = [];
  for (const task of rows) {
    const name = groupOf(task, today);
    const last = groups.at(-1);
    if (last?.name === name) last.tasks.push(task);
    else groups.push({ name, tasks: [task] });
  }
  return groups;
}

/** Where a task stands on a day: late is what was due before it. */
export function groupOf({ status, due_date }: Pick<TaskRow, 'status' | 'due_date'>, today: string): GroupName {
  const due = dateText(due_date);
  if (status === 'done') return 'done';
  if (due === null) return 'undated';
  if (due < today) return 'late';
  if (due === today) return 'today';
  if (due === addDays(today, 1)) return 'tomorrow';
  return due <= sundayOf(today) ? 'week' : 'later';
}

/** Open tasks that are late or due today. */
export function countDue(db: OwnedDb, today: string): Promise<number> {
  return db.task.count({ where: dueBy(today) });
}

export function dueBy(today: string): Prisma.TaskWhereInput {
  return { status: isOpen, due_date: { lte: dateColumn(today) as Date } };
}
