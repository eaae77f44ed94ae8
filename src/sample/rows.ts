import type { Prisma } from '../db/generated/client.ts';
import { addDays, dateColumn, type Moment, timeColumn } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { instantOn, workdayAgo, workdayIn } from './calendar.ts';
import type { CompanyPart, PersonPart, SaidPart, TaskPart } from './script.ts';

/**
 * The rows of the examples as of a moment, in a language. What is untouched has `updated_at` = `created_at`; by that
 * removeSample knows what the owner has changed.
 */

type Made<T> = Omit<T, 'user_id' | 'id' | 'contact_id'>;

export function companyRow(
  part: CompanyPart,
  index: number,
  locale: Locale,
  at: Moment,
): Made<Prisma.CompanyCreateManyInput> {
  const { name, website, address } = part;
  const created = instantOn(workdayAgo(720 - index, at.today), minutesPast(7, index), at);
  return { name, website, address, industry: part.industry[locale], ...untouched(created) };
}

export function personRow(
  part: PersonPart,
  index: number,
  { locale, at, domain }: { locale: Locale; at: Moment; domain: string },
): Made<Prisma.ContactCreateManyInput> {
  const { first_name, last_name, status } = part;
  return {
    first_name,
    last_name,
    status,
    position: part.position[locale],
    phone: part.hasPhone ? phoneOf(part, index) : '',
    email: part.hasEmail ? `${plain(first_name)}.${plain(last_name)}@${domain}` : '',
    ...untouched(instantOn(workdayAgo(part.addedDaysAgo, at.today), minutesPast(8, index), at)),
  };
}

export function saidRow(
  { daysAgo, time, type, content }: SaidPart,
  locale: Locale,
  at: Moment,
): Made<Prisma.InteractionCreateManyInput> {
  const occurred_at = instantOn(workdayAgo(daysAgo, at.today), time, at);
  return { interaction_type: type, content: content[locale], occurred_at, ...untouched(occurred_at) };
}

export function taskRow(part: TaskPart, index: number, locale: Locale, at: Moment): Made<Prisma.TaskCreateManyInput> {
  const { priority, repeat, status, time, title } = part;
  const due = dueOf(part, at.today);
  const completed =
    part.doneDaysAgo === undefined ? null : instantOn(addDays(at.today, -part.doneDaysAgo), minutesPast(9, index), at);
  const created = instantOn(workdayAgo(10 + (index % 9), at.today), minutesPast(8, index), at);
  return {
    title: title[locale],
    priority,
    repeat,
    status,
    due_date: dateColumn(due),
    due_time: timeColumn(time || null),
    repeat_from: repeat === 'never' ? null : dateColumn(due),
    completed_at: completed,
    ...untouched(created),
  };
}

function dueOf({ day, doneDaysAgo }: TaskPart, today: string): string | null {
  if (doneDaysAgo !== undefined) return addDays(today, -doneDaysAgo);
  if (day === undefined) return null;
  if (day === 0) return today;
  return day > 0 ? workdayIn(day, today) : workdayAgo(-day, today);
}

function untouched(created_at: Date) {
  return { created_at, updated_at: created_at, is_sample: true };
}

function minutesPast(hour: number, minutes: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

// No number that rings anywhere: 07700 900 is kept for British drama, and no Polish number begins with 96.
function phoneOf({ company, first_name }: PersonPart, index: number): string {
  const british = britishCompanies.has(company) || britishNames.has(first_name);
  return british ? `+44 7700 9001${String(index).padStart(2, '0')}` : `+48 960 000 1${String(index).padStart(2, '0')}`;
}

const britishCompanies = new Set(['northlight', 'oakember', 'harbour']);
const britishNames = new Set(['James', 'Emily', 'Charlotte', 'George', 'Thomas', 'Victoria']);

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
