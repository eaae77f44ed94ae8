export const maxDueCount = 100;

/** Open tasks due before, on and after a date in UTC; today is one of these three days in every zone. */
export interface DueCounts {
  asked: string;
  due_before: number;
  due_on: number;
  due_after: number;
}

export function dueCountsSql(user: string, date: string): string {
  const count = (due: string, name: keyof DueCounts) =>
    `(SELECT count(*)::int FROM (SELECT FROM tasks t WHERE t.user_id = ${user} AND t.status <> 'done'
      AND t.due_date ${due} LIMIT ${maxDueCount}) due) AS ${name}`;
  return [
    count(`< ${date}::date`, 'due_before'),
    count(`= ${date}::date`, 'due_on'),
    count(`= ${date}::date + 1`, 'due_after'),
  ].join(',\n    ');
}

export function countDue({ asked, due_before, due_on, due_after }: DueCounts, today: string): number {
  const due = due_before + (today < asked ? 0 : due_on) + (today > asked ? due_after : 0);
  return Math.min(due, maxDueCount);
}
