import type { Prisma } from '../db/generated/client.ts';
import { addDays, dateColumn, type Moment, timeColumn } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { instantOn, workdayAgo, workdayIn } from './calendar.ts';
import { britishCompanies, emailPart, fictionalNip, isBritish, phoneText } from './fictional.ts';
import type { SampleCompany, SampleInteraction, SamplePerson, SampleTag, SampleTask } from './sampleRecords.ts';

type NewRow<T> = Omit<T, 'user_id' | 'id' | 'contact_id'>;

/** Created on a whole minute, by which removeSample() distinguishes it from the owner's tags. */
export function tagRow({ name, color, keepInTouchDays }: SampleTag, locale: Locale, moment: Moment) {
  const created_at = instantOn(workdayAgo(730, moment.today), clockTime(7, 0), moment);
  return { name: name[locale], color, keep_in_touch_days: keepInTouchDays, created_at, updated_at: created_at };
}

export function companyRow(
  sample: SampleCompany,
  index: number,
  locale: Locale,
  moment: Moment,
): NewRow<Prisma.CompanyCreateManyInput> {
  const { key, name, website, address } = sample;
  const isBritish = britishCompanies.has(key);
  const created = instantOn(workdayAgo(720 - index, moment.today), clockTime(7, index), moment);
  return {
    ...{ name, website, address, industry: sample.industry[locale], notes: sample.notes[locale] },
    phone: index % 2 === 0 ? phoneText(isBritish, 200 + index) : '',
    email: `${isBritish ? 'hello' : 'biuro'}@${new URL(website).hostname}`,
    tax_id: isBritish ? '' : fictionalNip(index),
    ...sampleColumns(created),
  };
}

export function contactRow(
  sample: SamplePerson,
  index: number,
  { locale, moment, domain }: { locale: Locale; moment: Moment; domain: string },
): NewRow<Prisma.ContactCreateManyInput> {
  const { first_name, last_name, status, address, isStarred: is_starred, keepInTouchDays: keep_in_touch_days } = sample;
  return {
    ...{ first_name, last_name, status, address, is_starred, keep_in_touch_days },
    position: sample.position[locale],
    source: sample.source[locale],
    birthday: birthday(sample, moment.today),
    phone: sample.hasPhone ? phoneText(isBritish(sample), 100 + index) : '',
    phone_label: sample.hasPhone ? 'mobile' : 'other',
    more_phones: morePhones(sample, index),
    email: sample.hasEmail ? `${emailPart(first_name)}.${emailPart(last_name)}@${domain}` : '',
    email_label: sample.hasEmail && sample.company ? 'work' : 'other',
    more_emails: sample.points.includes('e') ? [privateEmail(sample)] : [],
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

function morePhones(sample: SamplePerson, index: number): Prisma.InputJsonArray {
  const labels = { h: 'home', w: 'work' } as const;
  const numbered = (point: 'h' | 'w', from: number) => ({
    label: labels[point],
    value: phoneText(isBritish(sample), from + index),
  });
  return [
    ...(sample.points.includes('w') ? [numbered('w', 300)] : []),
    ...(sample.points.includes('h') ? [numbered('h', 400)] : []),
  ];
}

function privateEmail({ first_name, last_name }: SamplePerson) {
  return { label: 'home', value: `${emailPart(last_name)}.${emailPart(first_name)}@example.net` };
}

/** A birthday on 29 February has no year. */
function birthday({ birthdayIn, birthYear }: SamplePerson, today: string): string {
  if (birthdayIn === undefined) return '';
  const day = addDays(today, birthdayIn).slice(4);
  return `${day === '-02-29' ? '-' : birthYear || '-'}${day}`;
}
