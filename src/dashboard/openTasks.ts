import { boundedCount, jsonRows, jsonTime, maxExactCount } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList } from '../db/sql/statement.ts';
import { lastEntryJson } from './lastEntry.ts';
import { dueContactColumns, dueTaskColumns, maxTodayRows } from './todayRows.ts';

const days = {
  late: '< :today::date',
  today: '= :today::date',
  upcoming: 'BETWEEN :today::date + 1 AND :until::date',
} as const;

/** Pages subtract the rows that they show; the rest is then still exact up to 1,000. */
const maxCount = maxExactCount + maxTodayRows + 1;

export function countOpenTasksSql(day: keyof typeof days): string {
  return boundedCount(maxCount, `FROM tasks WHERE user_id = $1 AND status <> 'done' AND due_date ${days[day]}`);
}

/** Late tasks are sorted by priority, then by age; today's tasks with a time come first. */
const orders = {
  late: 't.priority DESC, t.due_date, t.due_time, t.id',
  today: 't.due_time, t.priority DESC, t.id',
  upcoming: 't.due_date, t.due_time, t.id',
} as const;

const taskColumns = [...dueTaskColumns, 'due_time', 'contact_id'].join(', ');

/**
 * SQL: the first open tasks that are due then. `shown` may limit them further by an expression. tasks_pressing_idx
 * finds the first of each priority at once, however many there are, and the first of all are among these.
 */
export function firstOpenTasksSql(day: keyof typeof days, limit: number, shown: number | string = limit): string {
  const first = (priority: string) => `
    (SELECT ${taskColumns} FROM tasks WHERE user_id = $1 AND status <> 'done' AND priority = '${priority}' AND due_date ${days[day]}
    ORDER BY due_date, due_time, id LIMIT ${limit})`;
  const firsts = ['high', 'normal', 'low'].map(first).join(' UNION ALL ');
  return `SELECT * FROM (${firsts}) t ORDER BY ${orders[day]} LIMIT ${shown}`;
}

/** SQL: these tasks as JSON, with their contacts and latest entries. `from` is a query in brackets or its name. */
export function openTasksJson(day: keyof typeof days, from: string): string {
  return jsonRows(`
    SELECT ${selectList('t', dueTaskColumns)}, ${jsonTime('t.due_time')} AS due_time, ${contactJson} AS contact,
      ${lastEntryJson('c.id')} AS last
    FROM ${from} t LEFT JOIN contacts c ON c.user_id = $1 AND c.id = t.contact_id
    ORDER BY ${orders[day]}`);
}

const contactPairs = dueContactColumns.map((column) => `'${column}', c.${column}`).join(', ');
const contactJson = `CASE WHEN c.id IS NOT NULL THEN
  json_build_object(${contactPairs}, 'company', ${companyName('c.company_id')}) END`;
