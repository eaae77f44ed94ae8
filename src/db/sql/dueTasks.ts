/** Due tasks are counted so far: the menu says "99+" then. */
export const mostDue = 100;

/** Open tasks due before, on and the day after a date of UTC, up to 100 each: somewhere it is one of these days now. */
export interface DueAround {
  /** That date, `2026-03-31`. */
  asked: string;
  due_before: number;
  due_on: number;
  due_after: number;
}

/** The columns of DueAround for a user and a date of UTC, both given as SQL. */
export function dueAroundSql(user: string, date: string): string {
  const count = (due: string, name: keyof DueAround) =>
    `(SELECT count(*)::int FROM (SELECT FROM tasks t WHERE t.user_id = ${user} AND t.status <> 'done'
      AND t.due_date ${due} LIMIT ${mostDue}) due) AS ${name}`;
  return [
    count(`< ${date}::date`, 'due_before'),
    count(`= ${date}::date`, 'due_on'),
    count(`= ${date}::date + 1`, 'due_after'),
  ].join(',\n    ');
}

/** How many are late or due on the date that it is for the user; up to 100. */
export function dueUntil({ asked, due_before, due_on, due_after }: DueAround, today: string): number {
  const due = due_before + (today < asked ? 0 : due_on) + (today > asked ? due_after : 0);
  return Math.min(due, mostDue);
}
