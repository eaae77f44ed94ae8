import { contactStatuses } from '../contacts/contacts.schema.ts';
import type { ContactStatus, InteractionType, TaskPriority, TaskRepeat, TaskStatus } from '../db/generated/client.ts';
import type { Locale } from '../i18n/translate.ts';
import { interactionTypes } from '../interactions/interactions.schema.ts';
import { companies } from './companies.ts';
import { people } from './people.ts';
import { homes } from './stories/homes.ts';
import { lost } from './stories/lost.ts';
import { offices } from './stories/offices.ts';
import { places } from './stories/places.ts';
import { suppliers } from './stories/suppliers.ts';
import { trade } from './stories/trade.ts';
import { tasks } from './tasks.ts';

type Translated = Record<Locale, string>;

export interface SampleCompany {
  key: string;
  name: string;
  website: string;
  industry: Translated;
  address: string;
}

export interface SamplePerson {
  key: string;
  first_name: string;
  last_name: string;
  company: string;
  status: ContactStatus;
  addedDaysAgo: number;
  hasPhone: boolean;
  hasEmail: boolean;
  position: Translated;
}

export interface SampleInteraction {
  person: string;
  daysAgo: number;
  time: string;
  type: InteractionType;
  content: Translated;
}

export interface SampleTask {
  person: string;
  /** Days from today; undefined without a date, or when completed. */
  day: number | undefined;
  doneDaysAgo: number | undefined;
  time: string;
  priority: TaskPriority;
  repeat: TaskRepeat;
  status: TaskStatus;
  title: Translated;
}

export const sampleCompanies: SampleCompany[] = parseCells(companies).map(([key, name, site, en, pl, address]) => {
  return { key, name, website: `https://${site}`, industry: { en, pl }, address };
});

export const samplePeople: SamplePerson[] = parseCells(people).map(
  ([key, first_name, last_name, company, status, added, ways, en, pl]) => ({
    key,
    first_name,
    last_name,
    company,
    status: requireOneOf(contactStatuses, status),
    addedDaysAgo: Number(added),
    hasPhone: ways.includes('p'),
    hasEmail: ways.includes('e'),
    position: { en, pl },
  }),
);

export const sampleInteractions: SampleInteraction[] = [trade, suppliers, places, offices, homes, lost].flatMap(
  (text) =>
    text
      .split(/^# /m)
      .slice(1)
      .flatMap((story) => parseStory(nonEmptyLines(story))),
);

export const sampleTasks: SampleTask[] = parseCells(tasks).map(([person, day, time, marks, en, pl]) => {
  const done = /^done (\d+)$/.exec(day);
  return {
    person,
    day: day === '' || done ? undefined : Number(day),
    doneDaysAgo: done ? Number(done[1]) : undefined,
    time,
    priority: findMark(marks, ['high', 'low']) ?? 'normal',
    repeat: findMark(marks, ['weekly', 'monthly']) ?? 'never',
    status: done ? 'done' : (findMark(marks, ['in_progress']) ?? 'todo'),
    title: { en, pl },
  };
});

function parseStory([person = '', ...rest]: string[]): SampleInteraction[] {
  const entries = Array.from({ length: rest.length / 3 }, (_, i) => rest.slice(3 * i, 3 * i + 3));
  return entries.map(([head = '', en = '', pl = '']) => {
    const [daysAgo = '', time = '', type = ''] = head.split(' ');
    return { person, daysAgo: Number(daysAgo), time, type: requireOneOf(interactionTypes, type), content: { en, pl } };
  });
}

// More cells than any row has; the tests check that each row is complete.
type Cells = [string, string, string, string, string, string, string, string, string];

function parseCells(text: string): Cells[] {
  return nonEmptyLines(text).map((line) => line.split('|').map((cell) => cell.trim()) as Cells);
}

function nonEmptyLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function requireOneOf<const T extends string>(values: readonly T[], text: string): T {
  const match = values.find((value) => value === text);
  if (match === undefined) throw new Error(`The examples have no ${text}`);
  return match;
}

function findMark<const T extends string>(marks: string, values: readonly T[]): T | undefined {
  return values.find((value) => marks.split(' ').includes(value));
}
