import type { OwnedDb } from '../db/owned.ts';
import { selectNamed, withDates } from '../db/sql/statement.ts';
import { addDays, type Moment, startOfDay } from '../i18n/dates.ts';
import {
  birthdayDates,
  type ComingBirthday,
  comingBirthdays,
  countBirthdaysSql,
  firstBirthdaysSql,
  type PersonWithBirthday,
} from './birthdays.ts';
import { type ContactCounts, contactCountsSql, type StatusCounts, sumContactCounts } from './contactCounts.ts';
import { contactsWithoutNextStepJson, contactsWithoutNextStepSql } from './contactsWithoutNextStep.ts';
import { countOpenTasksSql, firstOpenTasksSql, openTasksJson } from './openTasks.ts';
import {
  firstOwedSql,
  keptInTouchSql,
  maxOwed,
  type OwedContact,
  type OwedContacts,
  owedContacts,
} from './owedContacts.ts';
import {
  type CompletedTask,
  countCompletedTasksSql,
  type LatestInteraction,
  lastCompletedTasksSql,
  latestInteractionsSql,
  type NewContact,
  newestContactsSql,
} from './recentActivity.ts';
import {
  type Candidates,
  type ContactWithoutNextStep,
  type DueTask,
  hiddenCounts,
  maxTodayRows,
  rankTodayRows,
  type TodayCounts,
  type TodayRow,
} from './todayRows.ts';
import { type UpcomingDays, upcomingDays } from './upcoming.ts';

interface FirstSteps {
  person: boolean;
  note: boolean;
  task: boolean;
}

/** What the page shows. Tasks are counted up to 1,000; a greater number means more than that. */
export interface Today {
  counts: TodayCounts;
  rows: TodayRow[];
  hidden: TodayCounts;
  birthdays: { coming: ComingBirthday[]; total: number };
  owed: OwedContacts;
  upcoming: UpcomingDays & { tasks: DueTask[]; total: number };
  done: { tasks: CompletedTask[]; today: number; yesterday: number };
  people: ContactCounts;
  recentActivity: LatestInteraction[];
  newest: NewContact[];
  /** Undefined when all are done, and while there are examples. */
  steps: FirstSteps | undefined;
}

const maxUpcoming = 6;

interface Row {
  late: number;
  today: number;
  upcoming: number;
  birthdays: number;
  kept_in_touch: number;
  completed_today: number;
  completed_yesterday: number;
  has_task: boolean;
  late_tasks: DueTask[];
  today_tasks: DueTask[];
  upcoming_tasks: DueTask[];
  people_with_birthday: PersonWithBirthday[];
  owed_people: OwedContact[];
  completed_tasks: CompletedTask[];
  without_next_step: ContactWithoutNextStep[];
  people: StatusCounts[];
  latest: LatestInteraction[];
  newest: NewContact[];
}

const columns: Record<keyof Row, string> = {
  late: countOpenTasksSql('late'),
  today: countOpenTasksSql('today'),
  upcoming: countOpenTasksSql('upcoming'),
  birthdays: countBirthdaysSql,
  kept_in_touch: keptInTouchSql,
  completed_today: countCompletedTasksSql.today,
  completed_yesterday: countCompletedTasksSql.yesterday,
  has_task: '(SELECT id FROM tasks WHERE user_id = $1 ORDER BY id LIMIT 1) IS NOT NULL',
  late_tasks: openTasksJson('late', 'late_rows'),
  today_tasks: openTasksJson('today', 'today_rows'),
  upcoming_tasks: openTasksJson('upcoming', `(${firstOpenTasksSql('upcoming', maxUpcoming)})`),
  people_with_birthday: firstBirthdaysSql,
  owed_people: firstOwedSql(maxOwed + 1, 'NOT EXISTS (SELECT FROM shown s WHERE s.id = t.contact_id)'),
  completed_tasks: lastCompletedTasksSql(maxUpcoming),
  without_next_step: contactsWithoutNextStepJson('waiting'),
  people: contactCountsSql,
  latest: latestInteractionsSql,
  newest: newestContactsSql,
};

const room = (taken: string[]) => [maxTodayRows, ...taken.map((rows) => `(SELECT count(*) FROM ${rows})`)].join(' - ');

/** The rows of the list are found first, so that people and entries are looked up for those alone that are shown. */
const text = `
  WITH late_rows AS MATERIALIZED (${firstOpenTasksSql('late', maxTodayRows)}),
    today_rows AS MATERIALIZED (${firstOpenTasksSql('today', maxTodayRows, room(['late_rows']))}),
    waiting AS MATERIALIZED (${contactsWithoutNextStepSql(room(['late_rows', 'today_rows']))}),
    shown AS MATERIALIZED (
      SELECT contact_id AS id FROM late_rows UNION ALL SELECT contact_id FROM today_rows UNION ALL SELECT id FROM waiting)
  SELECT ${selectNamed(columns)}`;

/** Reads the page by one statement. It reads little more than what is shown, however large the account is. */
export async function readToday(db: OwnedDb, { today, now, timeZone }: Moment): Promise<Today> {
  const week = upcomingDays(today);
  const birthdays = birthdayDates(today);
  const [yesterday, midnight] = [addDays(today, -1), today].map((day) => startOfDay(day, timeZone));
  const values = { today, until: week.until, birthdays: [...birthdays.keys()], yesterday, midnight };
  const [row] = (await db.read<Row>(text, values)) as [Row];
  const rows = rankTodayRows(todayCandidates(row), now);
  const people = sumContactCounts(row.people);
  const counts = { late: row.late, today: row.today, people: people.unplanned };
  const steps = { person: people.total > 0, note: row.latest.length > 0, task: row.has_task };
  return {
    counts,
    rows,
    hidden: hiddenCounts(counts, rows),
    birthdays: { coming: comingBirthdays(row.people_with_birthday, birthdays), total: row.birthdays },
    owed: owedContacts(owedPeople(row), row.kept_in_touch),
    upcoming: { ...week, tasks: withDates(row.upcoming_tasks, ['due_date', 'due_time']), total: row.upcoming },
    done: { tasks: row.completed_tasks, today: row.completed_today, yesterday: row.completed_yesterday },
    people,
    recentActivity: withDates(row.latest, ['occurred_at']),
    newest: withDates(row.newest, ['created_at']),
    steps: people.samples > 0 ? undefined : unfinished(steps),
  };
}

function owedPeople({ owed_people }: Row): OwedContact[] {
  return withDates(owed_people, ['created_at', 'last_contact_at']);
}

function todayCandidates({ late_tasks, today_tasks, without_next_step }: Row): Candidates {
  return {
    late: withDates(late_tasks, ['due_date', 'due_time']),
    today: withDates(today_tasks, ['due_date', 'due_time']),
    people: withDates(without_next_step, ['created_at', 'last_contact_at']),
  };
}

function unfinished(steps: FirstSteps): FirstSteps | undefined {
  return Object.values(steps).every(Boolean) ? undefined : steps;
}
