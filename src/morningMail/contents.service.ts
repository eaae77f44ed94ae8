import {
  birthdayDates,
  type ComingBirthday,
  comingBirthdays,
  countBirthdaysSql,
  firstBirthdaysSql,
  maxBirthdays,
  type PersonWithBirthday,
} from '../dashboard/birthdays.ts';
import { contactsWithoutNextStepJson, contactsWithoutNextStepSql } from '../dashboard/contactsWithoutNextStep.ts';
import { countOpenTasksSql, firstOpenTasksSql, openTasksJson } from '../dashboard/openTasks.ts';
import { firstOwedSql, maxOwed, type OwedContact } from '../dashboard/owedContacts.ts';
import type { ContactWithoutNextStep, TodayTask } from '../dashboard/todayRows.ts';
import type { OwnedDb } from '../db/owned.ts';
import { selectNamed, withDates } from '../db/sql/statement.ts';
import type { Moment } from '../i18n/dates.ts';

/** A person without a next step, or one who is due by a rhythm of `touch_days`. */
export type PersonToReach = Pick<
  ContactWithoutNextStep,
  'id' | 'first_name' | 'last_name' | 'created_at' | 'last_contact_at' | 'last_contact_type'
> & { company: string | null; touch_days: number | null };

/**
 * The contents of a day's mail. Tasks and birthdays are counted further than they are listed, up to about a thousand.
 */
export interface MorningContents {
  late: { tasks: TodayTask[]; total: number };
  today: { tasks: TodayTask[]; total: number };
  birthdays: { people: ComingBirthday[]; total: number };
  people: PersonToReach[];
}

const maxTasks = 10;
/** This many of the people who are due may be in the mail already, for a task or a birthday. */
const maxListed = 2 * maxTasks + maxBirthdays;
/** Nobody without a next step has a task, so only a birthday may have listed them already. */
const maxWithoutNextStep = maxOwed + maxBirthdays;

interface Row {
  late: number;
  today: number;
  birthdays: number;
  late_tasks: TodayTask[];
  today_tasks: TodayTask[];
  people_with_birthday: PersonWithBirthday[];
  owed: OwedContact[];
  without_next_step: ContactWithoutNextStep[];
}

const columns: Record<keyof Row, string> = {
  late: countOpenTasksSql('late'),
  today: countOpenTasksSql('today'),
  birthdays: countBirthdaysSql,
  late_tasks: openTasksJson('late', `(${firstOpenTasksSql('late', maxTasks)})`),
  today_tasks: openTasksJson('today', `(${firstOpenTasksSql('today', maxTasks)})`),
  people_with_birthday: firstBirthdaysSql,
  owed: firstOwedSql(maxOwed + maxListed),
  without_next_step: contactsWithoutNextStepJson(
    `(${contactsWithoutNextStepSql(maxWithoutNextStep, maxWithoutNextStep)})`,
  ),
};

const text = `SELECT ${selectNamed(columns)}`;

/** Reads the contents of the mail in one statement. */
export async function readMorningContents(db: OwnedDb, { today }: Moment): Promise<MorningContents> {
  const dates = new Map([...birthdayDates(today)].filter(([, date]) => date === today));
  const [row] = (await db.read<Row>(text, { today, birthdays: [...dates.keys()] })) as [Row];
  const late = withDates(row.late_tasks, ['due_date', 'due_time']);
  const due = withDates(row.today_tasks, ['due_date', 'due_time']);
  const celebrated = row.people_with_birthday.map(({ id }) => id);
  const listed = [...late, ...due].flatMap(({ contact }) => contact?.id ?? []).concat(celebrated);
  return {
    late: { tasks: late, total: row.late },
    today: { tasks: due, total: row.today },
    birthdays: { people: comingBirthdays(row.people_with_birthday, dates), total: row.birthdays },
    people: peopleToReach(row, new Set(listed)),
  };
}

export function isEmpty({ late, today, birthdays, people }: MorningContents): boolean {
  return late.total + today.total + birthdays.total + people.length === 0;
}

/** People who are due first, then those who have waited longest; without people who are already listed. */
function peopleToReach({ owed, without_next_step }: Row, listed: Set<number>): PersonToReach[] {
  const waiting = withDates(without_next_step, ['created_at', 'last_contact_at']).sort((a, b) => since(a) - since(b));
  const all: PersonToReach[] = [
    ...withDates(owed, ['created_at', 'last_contact_at']),
    ...waiting.map((person) => ({ ...person, touch_days: null })),
  ];
  return all.filter(({ id }) => !listed.has(id) && listed.add(id)).slice(0, maxOwed);
}

const since = ({ last_contact_at, created_at }: ContactWithoutNextStep) => (last_contact_at ?? created_at).getTime();
