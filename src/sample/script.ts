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

/** The examples as they are written in this folder, read into records; a slip in them throws. */

type Words = Record<Locale, string>;

export interface CompanyPart {
  key: string;
  name: string;
  website: string;
  industry: Words;
  address: string;
}

export interface PersonPart {
  key: string;
  first_name: string;
  last_name: string;
  company: string;
  status: ContactStatus;
  addedDaysAgo: number;
  hasPhone: boolean;
  hasEmail: boolean;
  position: Words;
}

export interface SaidPart {
  person: string;
  daysAgo: number;
  time: string;
  type: InteractionType;
  content: Words;
}

export interface TaskPart {
  person: string;
  /** From today; absent: without a date, or done. */
  day: number | undefined;
  doneDaysAgo: number | undefined;
  time: string;
  priority: TaskPriority;
  repeat: TaskRepeat;
  status: TaskStatus;
  title: Words;
}

export const companyParts: CompanyPart[] = cellsOf(companies).map(([key, name, site, en, pl, address]) => {
  return { key, name, website: `https://${site}`, industry: { en, pl }, address };
});

export const personParts: PersonPart[] = cellsOf(people).map(
  ([key, first_name, last_name, company, status, added, ways, en, pl]) => ({
    key,
    first_name,
    last_name,
    company,
    status: one(contactStatuses, status),
    addedDaysAgo: Number(added),
    hasPhone: ways.includes('p'),
    hasEmail: ways.includes('e'),
    position: { en, pl },
  }),
);

export const saidParts: SaidPart[] = [trade, suppliers, places, offices, homes, lost].flatMap((text) =>
  text
    .split(/^# /m)
    .slice(1)
    .flatMap((story) => saidWith(linesOf(story))),
);

export const taskParts: TaskPart[] = cellsOf(tasks).map(([person, day, time, marks, en, pl]) => {
  const done = /^done (\d+)$/.exec(day);
  return {
    person,
    day: day === '' || done ? undefined : Number(day),
    doneDaysAgo: done ? Number(done[1]) : undefined,
    time,
    priority: has(marks, ['high', 'low']) ?? 'normal',
    repeat: has(marks, ['weekly', 'monthly']) ?? 'never',
    status: done ? 'done' : (has(marks, ['in_progress']) ?? 'todo'),
    title: { en, pl },
  };
});

function saidWith([person = '', ...rest]: string[]): SaidPart[] {
  const entries = Array.from({ length: rest.length / 3 }, (_, i) => rest.slice(3 * i, 3 * i + 3));
  return entries.map(([head = '', en = '', pl = '']) => {
    const [daysAgo = '', time = '', type = ''] = head.split(' ');
    return { person, daysAgo: Number(daysAgo), time, type: one(interactionTypes, type), content: { en, pl } };
  });
}

// A row has as many cells as the destructuring above asks for; the tests of this folder look at every one.
type Cells = [string, string, string, string, string, string, string, string, string];

function cellsOf(text: string): Cells[] {
  return linesOf(text).map((line) => line.split('|').map((cell) => cell.trim()) as Cells);
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function one<const T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new Error(`The examples have no ${text}`);
  return found;
}

function has<const T extends string>(marks: string, values: readonly T[]): T | undefined {
  return values.find((value) => marks.split(' ').includes(value));
}
