import type { OwnedDb } from '../db/owned.ts';
import { withDates } from '../db/sql/statement.ts';
import { addDays, type Moment, startOfDay } from '../i18n/dates.ts';
import { type PeopleNumbers, peopleNumbers, peopleOf, type StatusNumbers } from './contactCounts.ts';
import { quietPeople } from './contactsWithoutNextStep.ts';
import { countOpen, firstOpen } from './openTasks.ts';
import {
  countDone,
  type DoneTask,
  type LatestInteraction,
  lastDone,
  latestInteractions,
  type NewContact,
  newestContacts,
} from './recentActivity.ts';
import {
  type Candidates,
  type DueTask,
  mostWaiting,
  type Numbers,
  notShown,
  type QuietPerson,
  rank,
  type Waiting,
} from './todayRows.ts';
import { type Ahead, aheadOf } from './upcoming.ts';

/** The first steps of a new account, and which of them are done. */
interface FirstSteps {
  person: boolean;
  note: boolean;
  task: boolean;
}

/** All that the page shows. Tasks are counted up to 1,000: a greater number means more than that. */
export interface Today {
  numbers: Numbers;
  rows: Waiting[];
  more: Numbers;
  ahead: Ahead & { tasks: DueTask[]; total: number };
  done: { tasks: DoneTask[]; today: number; yesterday: number };
  people: PeopleNumbers;
  latest: LatestInteraction[];
  newest: NewContact[];
  /** Absent once all are done, and among examples. */
  steps: FirstSteps | undefined;
}

const mostAhead = 6;

interface Answer {
  late: number;
  today: number;
  coming: number;
  done_today: number;
  done_yesterday: number;
  has_task: boolean;
  late_tasks: DueTask[];
  today_tasks: DueTask[];
  coming_tasks: DueTask[];
  done_tasks: DoneTask[];
  quiet: QuietPerson[];
  people: StatusNumbers[];
  latest: LatestInteraction[];
  newest: NewContact[];
}

const columns: Record<keyof Answer, string> = {
  late: countOpen('late'),
  today: countOpen('today'),
  coming: countOpen('ahead'),
  done_today: countDone.today,
  done_yesterday: countDone.yesterday,
  has_task: '(SELECT id FROM tasks WHERE user_id = $1 ORDER BY id LIMIT 1) IS NOT NULL',
  late_tasks: firstOpen('late', mostWaiting),
  today_tasks: firstOpen('today', mostWaiting),
  coming_tasks: firstOpen('ahead', mostAhead),
  done_tasks: lastDone(mostAhead),
  quiet: quietPeople,
  people: peopleNumbers,
  latest: latestInteractions,
  newest: newestContacts,
};

const text = `SELECT ${Object.entries(columns)
  .map(([name, sql]) => `${sql} AS ${name}`)
  .join(', ')}`;

/** Reads the page in one statement, which reads what is shown and little more, however much there is. */
export async function readToday(db: OwnedDb, { today, now, timeZone }: Moment): Promise<Today> {
  const week = aheadOf(today);
  const [yesterday, midnight] = [addDays(today, -1), today].map((day) => startOfDay(day, timeZone));
  const [read] = (await db.read<Answer>(text, { today, until: week.until, yesterday, midnight })) as [Answer];
  const rows = rank(candidatesOf(read), now);
  const people = peopleOf(read.people);
  const numbers = { late: read.late, today: read.today, people: people.unplanned };
  const steps = { person: people.total > 0, note: read.latest.length > 0, task: read.has_task };
  return {
    numbers,
    rows,
    more: notShown(numbers, rows),
    ahead: { ...week, tasks: withDates(read.coming_tasks, ['due_date', 'due_time']), total: read.coming },
    done: { tasks: read.done_tasks, today: read.done_today, yesterday: read.done_yesterday },
    people,
    latest: withDates(read.latest, ['occurred_at']),
    newest: withDates(read.newest, ['created_at']),
    steps: people.samples > 0 ? undefined : unfinished(steps),
  };
}

function candidatesOf({ late_tasks, today_tasks, quiet }: Answer): Candidates {
  return {
    late: withDates(late_tasks, ['due_date', 'due_time']),
    today: withDates(today_tasks, ['due_date', 'due_time']),
    people: withDates(quiet, ['created_at', 'last_interaction_at']),
  };
}

function unfinished(steps: FirstSteps): FirstSteps | undefined {
  return Object.values(steps).every(Boolean) ? undefined : steps;
}
