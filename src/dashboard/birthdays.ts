import { birthdaysOn } from '../contacts/birthday.ts';
import type { Contact } from '../db/generated/client.ts';
import { boundedCount, jsonRows, maxExactCount } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList } from '../db/sql/statement.ts';
import { addDays } from '../i18n/dates.ts';

const personColumns = ['id', 'first_name', 'last_name', 'phone', 'email'] as const;

type Person = Pick<Contact, (typeof personColumns)[number]> & { company: string | null };

export type PersonWithBirthday = Person & Pick<Contact, 'birthday'>;

/** A birthday today or in the coming days. `age` is the age that the person turns, if the year is known. */
export interface ComingBirthday {
  date: string;
  age: number | undefined;
  person: Person;
}

const daysAhead = 7;
export const maxBirthdays = 5;

/** The dates of today and the next seven days, in order, by `MM-DD`. */
export function birthdayDates(today: string): Map<string, string> {
  const dates = Array.from({ length: daysAhead + 1 }, (_, days) => addDays(today, days));
  return new Map(dates.flatMap((date) => birthdaysOn(date).map((birthday) => [birthday, date])));
}

// The condition must match contacts_birthday_idx.
const isComing = "user_id = $1 AND birthday <> '' AND right(birthday, 5) = ANY (:birthdays::text[])";

export const countBirthdaysSql = boundedCount(maxExactCount + maxBirthdays + 1, `FROM contacts WHERE ${isComing}`);

/** SQL: the first five people with a birthday in `:birthdays`, in that order, as JSON. */
export const firstBirthdaysSql = jsonRows(`
  SELECT ${selectList('p', personColumns)}, p.birthday, ${companyName('p.company_id')} AS company
  FROM (SELECT * FROM contacts WHERE ${isComing}
    ORDER BY array_position(:birthdays::text[], right(birthday, 5)), sort_name, id LIMIT ${maxBirthdays}) p
  WHERE p.user_id = $1
  ORDER BY array_position(:birthdays::text[], right(p.birthday, 5)), p.sort_name, p.id`);

export function comingBirthdays(people: PersonWithBirthday[], dates: Map<string, string>): ComingBirthday[] {
  return people.map(({ birthday, ...person }) => {
    const date = dates.get(birthday.slice(-5)) as string;
    return { date, age: ageOn(date, birthday), person };
  });
}

function ageOn(date: string, birthday: string): number | undefined {
  const age = Number(date.slice(0, 4)) - Number(birthday.slice(0, 4));
  return age > 0 ? age : undefined;
}
