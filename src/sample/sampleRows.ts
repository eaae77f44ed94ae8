import type { Prisma } from '../db/generated/client.ts';
import { addDays, dateColumn, type Moment, timeColumn } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { instantOn, workdayAgo, workdayIn } from './calendar.ts';
import type { SampleCompany, SampleInteraction, SamplePerson, SampleTask } from './sampleData.ts';

type NewRow<T> = Omit<T, 'user_id' | 'id' | 'contact_id'>;

export function companyRow(
  sample: SampleCompany,
  index: number,
  locale: Locale,
  moment: Moment,
): NewRow<Prisma.CompanyCreateManyInput> {
  const { name, website, address } = sample;
  const created = instantOn(workdayAgo(720 - index, moment.today), clockTime(7, index), moment);
  return { name, website, address, industry: sample.industry[locale], ...sampleColumns(created) };
}

export function contactRow(
  sample: SamplePerson,
  index: number,
  { locale, moment, domain }: { locale: Locale; moment: Moment; domain: string },
): NewRow<Prisma.ContactCreateManyInput> {
  const { first_name, last_name, status } = sample;
  return {
    first_name,
    last_name,
    status,
    position: sample.position[locale],
    phone: sample.hasPhone ? fictionalPhone(sample, index) : '',
    email: sample.hasEmail ? `${emailPart(first_name)}.${emailPart(last_name)}@${domain}` : '',
    ...sampleColumns(instantOn(workdayAgo(sample.addedDaysAgo, moment.today), clockTime(8, index), moment)),
  };
}

export function interactionRow(
  { daysAgo, time, type, content }: SampleInteraction,
  locale: Locale,
  moment: Moment,
): NewRow<Prisma.InteractionCreateManyInput> {
  const occurred_at = instantOn(workdayAgo(daysAgo, moment.today), time, moment);
  return { interaction_type: type, content: content[locale], occurred_at, ...sampleColumns(occurred_at) };
}

export function taskRow(
  sample: SampleTask,
  index: number,
  locale: Locale,
  moment: Moment,
): NewRow<Prisma.TaskCreateManyInput> {
  const { priority, repeat, status, time, title } = sample;
  const due = dueDate(sample, moment.today);
  const completed =
    sample.doneDaysAgo === undefined
      ? null
      : instantOn(addDays(moment.today, -sample.doneDaysAgo), clockTime(9, index), moment);
  const created = instantOn(workdayAgo(10 + (index % 9), moment.today), clockTime(8, index), moment);
  return {
    title: title[locale],
    priority,
    repeat,
    status,
    due_date: dateColumn(due),
    due_time: timeColumn(time || null),
    repeat_from: repeat === 'never' ? null : dateColumn(due),
    completed_at: completed,
    ...sampleColumns(created),
  };
}

function dueDate({ day, doneDaysAgo }: SampleTask, today: string): string | null {
  if (doneDaysAgo !== undefined) return addDays(today, -doneDaysAgo);
  if (day === undefined) return null;
  if (day === 0) return today;
  return day > 0 ? workdayIn(day, today) : workdayAgo(-day, today);
}

/** `updated_at` equals `created_at`: removeSample recognizes by it which records the owner has not changed. */
function sampleColumns(created_at: Date) {
  return { created_at, updated_at: created_at, is_sample: true };
}

function clockTime(hour: number, minutes: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

// Numbers that are not in use: 07700 900 is reserved for British fiction, and no Polish number starts with 96.
function fictionalPhone({ company, first_name }: SamplePerson, index: number): string {
  const british = britishCompanies.has(company) || britishNames.has(first_name);
  return british ? `+44 7700 9001${String(index).padStart(2, '0')}` : `+48 960 000 1${String(index).padStart(2, '0')}`;
}

const britishCompanies = new Set(['northlight', 'oakember', 'harbour']);
const britishNames = new Set(['James', 'Emily', 'Charlotte', 'George', 'Thomas', 'Victoria']);

function emailPart(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
