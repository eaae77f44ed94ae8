import type { OwnedDb } from '../db/owned.ts';
import { dateText, type Moment, todayIn } from '../i18n/dates.ts';
import { type Ahead, aheadOf } from './ahead.ts';
import {
  type DoneTask,
  doneLately,
  hasTask,
  type LatestInteraction,
  latestInteractions,
  type NewContact,
  newestContacts,
  openTasks,
} from './dashboard.service.ts';
import { countPeople, type PeopleNumbers } from './people.service.ts';
import { quietPeople } from './quiet.service.ts';
import { type DueTask, type Numbers, notShown, rank, type Waiting } from './waiting.ts';

/** The first steps of a new account, and which of them are done. */
export interface FirstSteps {
  person: boolean;
  note: boolean;
  task: boolean;
}

/** All that the page shows. */
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

/** Reads the page in eight statements, however much there is. */
export async function readToday(db: OwnedDb, moment: Moment): Promise<Today> {
  const { today, now } = moment;
  const week = aheadOf(today);
  const [open, quiet, people, done, latest, newest] = await Promise.all([
    openTasks(db, today, week.until),
    quietPeople(db),
    countPeople(db),
    doneLately(db, moment),
    latestInteractions(db),
    newestContacts(db),
  ]);
  const rows = rank(open.tasks, quiet, today, now);
  const numbers = { late: open.late, today: open.today, people: people.unplanned };
  const coming = open.tasks.filter(({ due_date }) => (dateText(due_date) ?? '') > today).slice(0, mostAhead);
  const seen = { person: people.total > 0, note: latest.length > 0 };
  const task = async () => open.tasks.length + done.length + people.planned > 0 || hasTask(db);
  return {
    numbers,
    rows,
    more: notShown(numbers, rows),
    ahead: { ...week, tasks: coming, total: open.ahead },
    done: doneOf(done, moment),
    people,
    latest,
    newest,
    steps: people.samples > 0 ? undefined : unfinished({ ...seen, task: await task() }),
  };
}

function unfinished(steps: FirstSteps): FirstSteps | undefined {
  return Object.values(steps).every(Boolean) ? undefined : steps;
}

function doneOf(tasks: DoneTask[], { today, timeZone }: Moment): Today['done'] {
  const count = tasks.filter(({ completed_at }) => completed_at && todayIn(timeZone, completed_at) === today).length;
  return { tasks: tasks.slice(0, mostAhead), today: count, yesterday: tasks.length - count };
}
