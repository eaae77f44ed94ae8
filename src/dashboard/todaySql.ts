import { selectNamed } from '../db/sql/statement.ts';
import { countBirthdaysSql, firstBirthdaysSql, type PersonWithBirthday } from './birthdays.ts';
import { contactCountsSql, type StatusCounts } from './contactCounts.ts';
import { contactsWithoutNextStepJson, contactsWithoutNextStepSql } from './contactsWithoutNextStep.ts';
import { countOpenTasksSql, firstOpenTasksSql, openTasksJson } from './openTasks.ts';
import { firstOwedSql, keptInTouchSql, maxOwed, type OwedContact } from './owedContacts.ts';
import {
  type CompletedTask,
  countCompletedTasksSql,
  type LatestInteraction,
  lastCompletedTasksSql,
  latestInteractionsSql,
  type NewContact,
  newestContactsSql,
} from './recentActivity.ts';
import { type ContactWithoutNextStep, maxTodayRows, type TodayTask } from './todayRows.ts';

const maxUpcoming = 6;

/** The row that the statement of the page returns. */
export interface TodayData {
  late: number;
  today: number;
  upcoming: number;
  birthdays: number;
  kept_in_touch: number;
  completed_today: number;
  completed_yesterday: number;
  has_task: boolean;
  late_tasks: TodayTask[];
  today_tasks: TodayTask[];
  upcoming_tasks: TodayTask[];
  people_with_birthday: PersonWithBirthday[];
  owed_people: OwedContact[];
  completed_tasks: CompletedTask[];
  without_next_step: ContactWithoutNextStep[];
  people: StatusCounts[];
  latest: LatestInteraction[];
  newest: NewContact[];
}

const columns: Record<keyof TodayData, string> = {
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
  without_next_step: contactsWithoutNextStepJson('without_next_step_rows'),
  people: contactCountsSql,
  latest: latestInteractionsSql,
  newest: newestContactsSql,
};

const remainingRows = (taken: string[]) =>
  [maxTodayRows, ...taken.map((rows) => `(SELECT count(*) FROM ${rows})`)].join(' - ');

/** Finds the rows of the list first, so that people and entries are looked up only for rows that are shown. */
export const todaySql = `
  WITH late_rows AS MATERIALIZED (${firstOpenTasksSql('late', maxTodayRows)}),
    today_rows AS MATERIALIZED (${firstOpenTasksSql('today', maxTodayRows, remainingRows(['late_rows']))}),
    without_next_step_rows AS MATERIALIZED (
      ${contactsWithoutNextStepSql(remainingRows(['late_rows', 'today_rows']))}),
    shown AS MATERIALIZED (
      SELECT contact_id AS id FROM late_rows UNION ALL SELECT contact_id FROM today_rows
      UNION ALL SELECT id FROM without_next_step_rows)
  SELECT ${selectNamed(columns)}`;
