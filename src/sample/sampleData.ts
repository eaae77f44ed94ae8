import { contactStatuses } from '../contacts/contacts.schema.ts';
import type {
  ContactStatus,
  InteractionType,
  TagColor,
  TaskPriority,
  TaskRepeat,
  TaskStatus,
} from '../db/generated/client.ts';
import type { Locale } from '../i18n/translate.ts';
import { interactionTypes } from '../interactions/interactions.schema.ts';
import { tagColors } from '../tags/tags.schema.ts';
import { findMark, nonEmptyLines, parseCells, requireOneOf, words } from './cells.ts';
import { companies } from './companies.ts';
import { companyDetails, personDetails, tags } from './details.ts';
import { people } from './people.ts';
import { homes } from './stories/homes.ts';
import { lost } from './stories/lost.ts';
import { offices } from './stories/offices.ts';
import { places } from './stories/places.ts';
import { suppliers } from './stories/suppliers.ts';
import { trade } from './stories/trade.ts';
import { tasks } from './tasks.ts';

type Translated = Record<Locale, string>;

export interface SampleTag {
  key: string;
  color: TagColor;
  name: Translated;
  keepInTouchDays: number | null;
}

export interface SampleCompany {
  key: string;
  name: string;
  website: string;
  industry: Translated;
  address: string;
  tags: string[];
  notes: Translated;
}

/** Which further emails and phones somebody has. */
type SamplePoint = 'h' | 'w' | 'e';

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
  tags: string[];
  isStarred: boolean;
  /** Days from today. */
  birthdayIn: number | undefined;
  birthYear: string;
  points: SamplePoint[];
  source: Translated;
  address: string;
  keepInTouchDays: number | null;
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

export const sampleTags: SampleTag[] = parseCells(tags).map(([key, color, en, pl, rhythm]) => {
  return { key, color: requireOneOf(tagColors, color), name: { en, pl }, keepInTouchDays: daysOf(rhythm) };
});

const companyDetailsByKey = new Map(parseCells(companyDetails).map((cells) => [cells[0], cells]));
const personDetailsByKey = new Map(parseCells(personDetails).map((cells) => [cells[0], cells]));

export const sampleCompanies: SampleCompany[] = parseCells(companies).map(([key, name, site, en, pl, address]) => {
  const [, tagKeys = '', notesEn = '', notesPl = ''] = companyDetailsByKey.get(key) ?? [];
  return {
    ...{ key, name, website: `https://${site}`, industry: { en, pl }, address },
    ...{ tags: words(tagKeys), notes: { en: notesEn, pl: notesPl } },
  };
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
    ...detailsOf(key),
  }),
);

function detailsOf(key: string) {
  const [, tagKeys = '', star = '', birthday = '', points = '', en = '', pl = '', address = '', rhythm] =
    personDetailsByKey.get(key) ?? [];
  const [days, birthYear = ''] = birthday.split(' ');
  return {
    tags: words(tagKeys),
    isStarred: star === 'star',
    birthdayIn: days ? Number(days) : undefined,
    birthYear,
    points: words(points).map((point) => requireOneOf(['h', 'w', 'e'], point)),
    source: { en, pl },
    address,
    keepInTouchDays: daysOf(rhythm),
  };
}

function daysOf(rhythm: string | undefined): number | null {
  return rhythm ? Number(rhythm) : null;
}

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
