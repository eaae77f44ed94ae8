import type { OwnedDb } from '../db/owned.ts';
import { countLimit, type Page, pageSize, paginateBounded } from '../db/paginate.ts';
import { boundedCount, jsonRows, maxExactCount } from '../db/sql/boundedCount.ts';
import { maxDueCount } from '../db/sql/dueTasks.ts';
import { type Bind, valuesAfterOwner, withDates } from '../db/sql/statement.ts';
import { addDays, dateText, endOfWeek, type Moment, startOfDay } from '../i18n/dates.ts';
import { doneOrder, type ListedTask, listedTasks, openOrder } from './listedTask.ts';
import type { TaskQuery } from './tasks.schema.ts';

type GroupName = 'late' | 'today' | 'tomorrow' | 'week' | 'later' | 'undated' | 'done';

interface TaskGroup {
  name: GroupName;
  tasks: ListedTask[];
}

export interface TaskPage extends Page<ListedTask> {
  groups: TaskGroup[];
}

const doneLatelyDays = 7;

interface Answer {
  opens: number;
  dones: number;
  open: ListedTask[];
  done: ListedTask[];
}

/**
 * One page of tasks: the open ones by due date, then those done in the last week; all done ones when asked for those.
 * One statement; rows are counted up to countLimit(). A page past the end is the first one.
 */
export async function listTasks(db: OwnedDb, query: TaskQuery, at: Moment): Promise<TaskPage> {
  const { text, values } = statementOf(query, at);
  const [answer] = (await db.read<Answer>(text, values)) as [Answer];
  const { opens, dones, open, done } = answer;
  const skip = (query.page - 1) * pageSize;
  if (query.page > 1 && opens + dones <= skip) return listTasks(db, { ...query, page: 1 }, at);
  const rows = withDates([...open, ...done].slice(0, pageSize), ['due_date', 'due_time', 'completed_at']);
  const pagination = paginateBounded(opens + dones, countLimit(query.page), skip);
  return { rows, pagination, groups: grouped(rows, at.today) };
}

// Limits are written into the text where possible: for a parameter, the planner assumes a tenth of all rows.
function statementOf(query: TaskQuery, moment: Moment) {
  const { values, bind } = valuesAfterOwner();
  const [open, done] = [openFrom(query, bind), doneFrom(query, bind, moment)];
  const far = query.page * pageSize > maxExactCount;
  const counted = far ? `${bind(countLimit(query.page))}::int` : maxExactCount + 1;
  const skip = query.page > 1 ? `${bind((query.page - 1) * pageSize)}::int` : undefined;
  const text = `
    WITH counted AS MATERIALIZED (SELECT ${count(counted, open)} AS opens, ${count(counted, done)} AS dones)
    SELECT opens, dones, ${part(open, openOrder, skip, far)} AS open,
      ${part(done, doneOrder, skip && `(SELECT greatest(0, ${skip} - opens) FROM counted)`, far)} AS done
    FROM counted`;
  return { text, values };
}

function count(max: number | string, from: string | undefined): string {
  return from ? boundedCount(max, from) : '0';
}

// The ids are found in the index alone, so that pages far on do not read the rows before them.
function part(from: string | undefined, order: string, skip: string | undefined, far: boolean): string {
  if (!from) return "'[]'::json";
  const ids = `SELECT t.id ${from} ORDER BY ${order}`;
  if (!skip) return jsonRows(listedTasks(`${ids} LIMIT ${pageSize}`, order));
  const walked = `${ids} LIMIT ${far ? 'ALL' : maxExactCount}`;
  return jsonRows(listedTasks(`SELECT id FROM (${walked}) walked OFFSET ${skip} LIMIT ${pageSize}`, order));
}

/** Undefined when the query excludes open tasks. */
function openFrom({ status, ...query }: TaskQuery, bind: Bind): string | undefined {
  if (status === 'done') return undefined;
  const only = status ? `AND t.status = ${bind(status)}::"TaskStatus"` : '';
  // Written out, so that the partial index serves.
  return `FROM tasks t WHERE t.user_id = $1 AND t.status <> 'done' ${only} ${shared(query, bind)}`;
}

function doneFrom({ status, ...query }: TaskQuery, bind: Bind, { today, timeZone }: Moment): string | undefined {
  if (status !== undefined && status !== 'done') return undefined;
  const lately = () =>
    `AND t.completed_at >= ${bind(startOfDay(addDays(today, -doneLatelyDays), timeZone))}::timestamptz`;
  return `FROM tasks t WHERE t.user_id = $1 AND t.status = 'done' ${status ? '' : lately()} ${shared(query, bind)}`;
}

function shared({ priority, contact }: Pick<TaskQuery, 'priority' | 'contact'>, bind: Bind): string {
  const ofPriority = priority ? `AND t.priority = ${bind(priority)}::"TaskPriority"` : '';
  return `${ofPriority} ${contact ? `AND t.contact_id = ${bind(contact)}::int` : ''}`;
}

function grouped(rows: ListedTask[], today: string): TaskGroup[] {
  const groups: TaskGroup[] = [];
  for (const task of rows) {
    const name = groupOf(task, today);
    const last = groups.at(-1);
    if (last?.name === name) last.tasks.push(task);
    else groups.push({ name, tasks: [task] });
  }
  return groups;
}

/** The group of a task on this day; late tasks were due before it. */
function groupOf({ status, due_date }: Pick<ListedTask, 'status' | 'due_date'>, today: string): GroupName {
  const due = dateText(due_date);
  if (status === 'done') return 'done';
  if (due === null) return 'undated';
  if (due < today) return 'late';
  if (due === today) return 'today';
  if (due === addDays(today, 1)) return 'tomorrow';
  return due <= endOfWeek(today) ? 'week' : 'later';
}

/** Open tasks that are late or due today; up to 100. */
export async function countDueTasks(db: OwnedDb, today: string): Promise<number> {
  const [row] = await db.read<{ due: number }>(`SELECT ${boundedCount(maxDueCount, dueFrom)} AS due`, { today });
  return row?.due ?? 0;
}

const dueFrom = "FROM tasks t WHERE t.user_id = $1 AND t.status <> 'done' AND t.due_date <= :today::date";

/** The ids of the first due tasks, in the order of the list. */
export async function dueTaskIds(db: OwnedDb, today: string, limit: number): Promise<number[]> {
  const rows = await db.read<{ id: number }>(`SELECT t.id ${dueFrom} ORDER BY ${openOrder} LIMIT ${limit}`, { today });
  return rows.map(({ id }) => id);
}
