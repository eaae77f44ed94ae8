// Every cell of the sample data, in both languages.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { CompanySchema } from '../../src/companies/companies.schema.ts';
import { parseTaxId } from '../../src/companies/taxId.ts';
import { ContactSchema } from '../../src/contacts/contacts.schema.ts';
import { addDays, endOfWeek, momentIn } from '../../src/i18n/dates.ts';
import { locales } from '../../src/i18n/translate.ts';
import { workdayAgo, workdayIn } from '../../src/sample/calendar.ts';
import { parseCells } from '../../src/sample/cells.ts';
import { companyDetails, personDetails } from '../../src/sample/details.ts';
import { sampleCompanies, samplePeople, sampleTags, sampleTasks } from '../../src/sample/sampleData.ts';
import { sampleInteractions } from '../../src/sample/sampleInteractions.ts';
import { companyRow, contactRow, interactionRow, taskRow } from '../../src/sample/sampleRows.ts';

const at = momentIn('Europe/Warsaw', new Date('2026-03-12T09:00:00Z'));
const persons = samplePeople.map((part, i) => contactRow(part, i, { locale: 'pl', moment: at, domain: 'example.com' }));

const firms = sampleCompanies.map((part, i) => companyRow(part, i, 'pl', at));

test('describe a whole small business', () => {
  const sizes = [sampleCompanies, samplePeople, sampleInteractions, sampleTasks].map(({ length }) => length);
  expect(sizes).toEqual([20, 60, 154, 40]);
});

test('have unique keys and names', () => {
  for (const parts of [sampleCompanies, samplePeople]) {
    expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length);
  }
  expect(new Set(sampleCompanies.map(({ name }) => name)).size).toBe(20);
  expect(new Set(samplePeople.map((one) => `${one.first_name} ${one.last_name}`)).size).toBe(60);
});

test('refer only to existing keys', () => {
  const people = new Set(samplePeople.map(({ key }) => key));
  const companies = new Set(sampleCompanies.map(({ key }) => key));
  const named = [...sampleInteractions, ...sampleTasks].map(({ person }) => person).filter(Boolean);
  expect(named.filter((key) => !people.has(key))).toEqual([]);
  expect(samplePeople.filter(({ company }) => company && !companies.has(company))).toEqual([]);
  expect(sampleCompanies.filter(({ key }) => !samplePeople.some(({ company }) => company === key))).toEqual([]);
});

describe.each(locales)('in %s', (locale) => {
  test('no text is empty or in the other language', () => {
    const texts = [...sampleInteractions.map(({ content }) => content), ...sampleTasks.map(({ title }) => title)];
    for (const words of texts) {
      expect(words[locale].length).toBeGreaterThan(8);
      expect(words.en).not.toBe(words.pl);
    }
    expect(texts.filter(({ en }) => /[ąćęłńśźż]/.test(en.replace('Poznań', '')))).toEqual([]);
    expect(new Set(texts.map((words) => words[locale])).size).toBe(texts.length);
  });
});

test('no phone number, email address or website is in use', () => {
  for (const { phone } of persons.filter((one) => one.phone)) {
    expect(parsePhoneNumberFromString(phone as string)?.isValid(), phone).toBe(false);
  }
  const sites = sampleCompanies.map(({ website }) => new URL(website).hostname);
  expect(sites.filter((site) => !site.endsWith('.example'))).toEqual([]);
});

test('further numbers and those of companies are not in use either, and their NIPs are nobody’s', () => {
  const points = persons.flatMap(({ more_phones }) => more_phones as { value: string }[]);
  const phones = [...points.map(({ value }) => value), ...firms.map(({ phone }) => phone as string)].filter(Boolean);
  expect(phones.length).toBeGreaterThan(15);
  for (const phone of phones) expect(parsePhoneNumberFromString(phone)?.isValid(), phone).toBe(false);
  const nips = firms.map(({ tax_id }) => tax_id as string).filter(Boolean);
  expect(new Set(nips).size).toBe(17);
  for (const nip of nips) {
    expect(parseTaxId(nip), nip).toEqual({ ok: true, value: nip });
    // As the forms of the tax office have it, after which no NIP has zeros in its second and third place.
    expect(nip).not.toMatch(/^[1-9]((\d[1-9])|([1-9]\d))\d{7}$/);
  }
});

test('companies are valid by the schema of the form', () => {
  for (const { name, phone, email, website, tax_id, industry, address, notes } of firms) {
    const parsed = CompanySchema.safeParse({ name, phone, email, website, tax_id, industry, address, notes });
    expect(parsed.error?.issues, name).toBeUndefined();
  }
});

test('details are of known people, companies and tags', () => {
  const keys = (parts: { key: string }[]) => new Set(parts.map(({ key }) => key));
  const described = (text: string) => parseCells(text).map(([key]) => key);
  expect(described(personDetails).filter((key) => !keys(samplePeople).has(key))).toEqual([]);
  expect(described(companyDetails).filter((key) => !keys(sampleCompanies).has(key))).toEqual([]);
  const used = [...samplePeople, ...sampleCompanies].flatMap((one) => one.tags);
  expect(new Set(used)).toEqual(keys(sampleTags));
});

test('birthdays are dates that exist, also when one falls on 29 February', () => {
  for (const today of ['2026-03-12', '2028-02-24', '2028-02-27', '2026-12-30']) {
    const moment = momentIn('Europe/Warsaw', new Date(`${today}T09:00:00Z`));
    for (const part of samplePeople) {
      const { birthday } = contactRow(part, 0, { locale: 'en', moment, domain: 'x' });
      if (!birthday || birthday.startsWith('--')) continue;
      expect(new Date(birthday).toISOString().slice(0, 10)).toBe(birthday);
    }
  }
});

test('people are valid by the schema of the form', () => {
  for (const row of persons) {
    const { first_name, last_name, email, phone, position, status } = row;
    const parsed = ContactSchema.safeParse({ first_name, last_name, email, phone, position, status });
    expect(parsed.error?.issues, last_name).toBeUndefined();
  }
  expect(new Set(persons.map(({ email }) => email).filter(Boolean)).size).toBeGreaterThan(30);
});

// Every day of a week, a night in which clocks change, and the first seconds of a year.
const week = ['09', '10', '11', '12', '13', '14', '15'].map((day) => `2026-03-${day}T09:00:00Z`);

describe.each([...week, '2026-03-29T01:30:00Z', '2026-12-31T23:00:30Z'])('at %s', (instant) => {
  const now = momentIn('Europe/Warsaw', new Date(instant));
  const said = sampleInteractions.map((part) => interactionRow(part, 'en', now));
  const tasks = sampleTasks.map((part, i) => taskRow(part, i, 'en', now));

  test('nothing happens in the future, or before the contact was added', () => {
    const added = new Map(
      samplePeople.map((part, i) => [
        part.key,
        contactRow(part, i, { locale: 'en', moment: now, domain: 'x' }).created_at,
      ]),
    );
    sampleInteractions.forEach(({ person }, i) => {
      const when = said[i]?.occurred_at as Date;
      expect(when.getTime()).toBeLessThanOrEqual(now.now.getTime());
      expect(when.getTime(), person).toBeGreaterThanOrEqual((added.get(person) as Date).getTime());
    });
    for (const { completed_at } of tasks) {
      if (completed_at) expect((completed_at as Date).getTime()).toBeLessThanOrEqual(now.now.getTime());
    }
  });

  test('interactions of each contact are in order', () => {
    sampleInteractions.forEach(({ person }, i) => {
      const [before, then] = [said[i - 1], said[i]];
      if (sampleInteractions[i - 1]?.person !== person || !before || !then) return;
      expect(Number(then.occurred_at), person).toBeGreaterThan(Number(before.occurred_at));
    });
  });

  test('tasks are overdue, due today (some at a time) and later, and one repeats weekly', () => {
    const open = tasks.filter(({ status }) => status !== 'done');
    const due = open.map(({ due_date }) => (due_date as Date | null)?.toISOString().slice(0, 10) ?? '');
    expect(due.filter((date) => date && date < now.today)).toHaveLength(4);
    expect(due.filter((date) => date === now.today)).toHaveLength(5);
    expect(open.filter(({ due_time }, i) => due[i] === now.today && due_time)).toHaveLength(3);
    expect(due.filter((date) => date > now.today)).toHaveLength(20);
    expect(tasks.filter(({ repeat }) => repeat === 'weekly')).toHaveLength(1);
  });

  test('somebody is owed a contact since this week, and others for longer', () => {
    const ofTag = (key: string) => sampleTags.find((tag) => tag.key === key)?.keepInTouchDays ?? null;
    const due = samplePeople.flatMap(({ key, keepInTouchDays, tags }) => {
      const rhythms = [keepInTouchDays, ...tags.map(ofTag)].filter((one) => one !== null);
      const calls = sampleInteractions.filter(({ person, type }) => person === key && type !== 'note');
      const last = () => workdayAgo(Math.min(...calls.map(({ daysAgo }) => daysAgo)), now.today);
      return rhythms.length === 0 ? [] : addDays(last(), Math.min(...rhythms));
    });
    const monday = addDays(endOfWeek(now.today), -6);
    expect(due.filter((date) => date < monday).length).toBeGreaterThan(1);
    expect(due.filter((date) => date >= monday && date <= now.today).length).toBeGreaterThan(0);
    expect(due.filter((date) => date > now.today).length).toBeGreaterThan(3);
  });

  test('is always the same and marked as sample data', () => {
    const again = sampleCompanies.map((part, i) => companyRow(part, i, 'en', now));
    expect(sampleCompanies.map((part, i) => companyRow(part, i, 'en', now))).toEqual(again);
    expect([...again, ...said, ...tasks].every((row) => row.is_sample && row.updated_at === row.created_at)).toBe(true);
  });
});

test.each([
  ['2026-03-12', 1, '2026-03-11', '2026-03-13'],
  ['2026-03-12', 3, '2026-03-09', '2026-03-16'],
  ['2026-03-15', 1, '2026-03-13', '2026-03-16'],
  ['2026-03-16', 1, '2026-03-13', '2026-03-17'],
])('around %s by %i days, without the weekend: %s and %s', (today, days, ago, ahead) => {
  expect([workdayAgo(days, today), workdayIn(days, today)]).toEqual([ago, ahead]);
});
