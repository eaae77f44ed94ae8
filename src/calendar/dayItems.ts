import { timeText } from '../i18n/dates.ts';
import type { CalendarBirthday, CalendarDay, CalendarEntry, CalendarTask } from './calendarDays.service.ts';

type DayItem =
  | { kind: 'task' | 'done'; time: string | null; task: CalendarTask }
  | { kind: 'entry'; time: string; entry: CalendarEntry };

/** What fits into a day of the grid. */
export interface ShownDay {
  date: string;
  items: DayItem[];
  /** How many more there are on the page of the day. */
  more: number;
  birthdays: CalendarBirthday[];
  /** When there are more than fit, only their number is shown. */
  birthdayCount: number;
}

/** `maxItems`: rows of a day; `maxBirthdays`: names above them. `timeAt` gives the time of an entry. */
export function shownDay(
  day: CalendarDay,
  { maxItems, maxBirthdays }: { maxItems: number; maxBirthdays: number },
  timeAt: (instant: Date) => string,
): ShownDay {
  const total = day.task_count + day.done_count + day.entry_count;
  const items = allItems(day, timeAt).slice(0, total > maxItems ? maxItems - 1 : maxItems);
  return {
    date: day.date,
    items,
    more: total - items.length,
    birthdays: day.birthday_count > maxBirthdays ? [] : day.birthdays,
    birthdayCount: day.birthday_count,
  };
}

/** Timed items by time, then the day's other open tasks, then completed tasks. */
function allItems({ tasks, done, entries }: CalendarDay, timeAt: (instant: Date) => string): DayItem[] {
  const open = tasks.map((task): DayItem => ({ kind: 'task', time: timeText(task.due_time), task }));
  const timed = open.filter(({ time }) => time !== null);
  const noted = entries.map((entry): DayItem => ({ kind: 'entry', time: timeAt(entry.occurred_at), entry }));
  return [
    ...[...timed, ...noted].sort((a, b) => (a.time ?? '').localeCompare(b.time ?? '')),
    ...open.filter(({ time }) => time === null),
    ...done.map((task): DayItem => ({ kind: 'done', time: timeText(task.due_time), task })),
  ];
}
