import { contactStatuses } from '../contacts/contacts.schema.ts';
import { tagColors } from '../tags/tags.schema.ts';
import { findMark, parseCells, requireOneOf, words } from './cells.ts';
import { companies } from './companies.ts';
import { companyDetails, personDetails, tags } from './details.ts';
import { people } from './people.ts';
import type { SampleCompany, SamplePerson, SampleTag, SampleTask } from './sampleRecords.ts';
import { tasks } from './tasks.ts';

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
