import type { OwnedDb } from '../db/owned.ts';
import { withDates } from '../db/sql/statement.ts';
import { addDays, type Moment, startOfDay } from '../i18n/dates.ts';
import { birthdayDates, type ComingBirthday, comingBirthdays } from './birthdays.ts';
import { type ContactCounts, sumContactCounts } from './contactCounts.ts';
import { type OwedContact, type OwedContacts, owedContacts } from './owedContacts.ts';
import type { CompletedTask, LatestInteraction, NewContact } from './recentActivity.ts';
import {
  type Candidates,
  hiddenCounts,
  rankTodayRows,
  type TodayCounts,
  type TodayRow,
  type TodayTask,
} from './todayRows.ts';
import { type TodayData, todaySql } from './todaySql.ts';
import { type UpcomingDays, upcomingDays } from './upcoming.ts';

interface FirstSteps {
  person: boolean;
  note: boolean;
  task: boolean;
}

/** The data of the page. Tasks are counted up to 1,000; a greater number means more than that. */
export interface Today {
  counts: TodayCounts;
  rows: TodayRow[];
  hidden: TodayCounts;
  birthdays: { coming: ComingBirthday[]; total: number };
  owed: OwedContacts;
  upcoming: UpcomingDays & { tasks: TodayTask[]; total: number };
  done: { tasks: CompletedTask[]; today: number; yesterday: number };
  people: ContactCounts;
  recentActivity: LatestInteraction[];
  newest: NewContact[];
  /** Undefined when all steps are done, and while there is sample data. */
  steps: FirstSteps | undefined;
}

/** Reads the page with one statement, which reads little more than is shown, however large the account is. */
export async function readToday(db: OwnedDb, { today, now, timeZone }: Moment): Promise<Today> {
  const week = upcomingDays(today);
  const birthdays = birthdayDates(today);
  const [yesterday, midnight] = [addDays(today, -1), today].map((day) => startOfDay(day, timeZone));
  const values = { today, until: week.until, birthdays: [...birthdays.keys()], yesterday, midnight };
  const [row] = (await db.read<TodayData>(todaySql, values)) as [TodayData];
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

function owedPeople({ owed_people }: TodayData): OwedContact[] {
  return withDates(owed_people, ['created_at', 'last_contact_at']);
}

function todayCandidates({ late_tasks, today_tasks, without_next_step }: TodayData): Candidates {
  return {
    late: withDates(late_tasks, ['due_date', 'due_time']),
    today: withDates(today_tasks, ['due_date', 'due_time']),
    people: withDates(without_next_step, ['created_at', 'last_contact_at']),
  };
}

function unfinished(steps: FirstSteps): FirstSteps | undefined {
  return Object.values(steps).every(Boolean) ? undefined : steps;
}
