// People and companies as vCards, read again by the library that Thunderbird reads them with.
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { ExportedCompany } from '../../src/export/exportedCompanies.service.ts';
import type { ExportedContact } from '../../src/export/exportedContacts.service.ts';
import { shortVcard } from '../../src/export/shortVcard.ts';
import { companyVcard, contactVcard } from '../../src/export/vcard.ts';
import { naughtyStrings } from '../support/naughtyStrings.ts';

const at = new Date('2026-11-29T10:00:00Z');
const jan: ExportedContact = {
  id: 1,
  first_name: 'Jan',
  last_name: 'Kowalski',
  position: 'Stolarz',
  status: 'customer',
  email: 'jan@dab.example',
  email_label: 'work',
  more_emails: [{ label: 'home', value: 'jan@dom.example' }],
  phone: '+48 600 100 200',
  phone_label: 'mobile',
  more_phones: [{ label: 'other', value: '22 555 01 04 wew. 12' }],
  address: 'ul. Leśna 5\n00-001 Warszawa',
  birthday: '1985-05-17',
  source: 'targi',
  is_starred: true,
  keep_in_touch_days: null,
  notes: 'Lubi dąb; nie lubi sosny, ani \\ brzozy.\nDzwonić po 10.',
  company_name: 'Stolarnia Dąb; spółka, z o.o.',
  next_title: null,
  tags: [
    { id: 1, name: 'Hurt', color: 'blue' },
    { id: 2, name: 'meble, dąb', color: 'red' },
  ],
  last_contact_at: null,
  next_due_date: null,
  created_at: at,
  updated_at: at,
};

/** The properties of a card: name, types and value. */
function parse(vcard: string): [name: string, types: string, value: unknown][] {
  const [, properties] = ICAL.parse(vcard) as [string, [string, Record<string, unknown>, string, ...unknown[]][]];
  return properties.map(([name, parameters, , ...values]) => [
    name,
    [parameters['type'] ?? []].flat().join(),
    values.length > 1 ? values : withSemicolons(values[0]),
  ]);
}

/** The library reads all escapes but this one, which RFC 2426 and Apple's cards have in texts. */
function withSemicolons(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\\;', ';') : value;
}

const valueIn = (vcard: string, name: string) => parse(vcard).find(([one]) => one === name)?.[2];

test('a person is written whole', () => {
  expect(parse(contactVcard(jan))).toEqual([
    ['version', '', '3.0'],
    ['n', '', ['Kowalski', 'Jan', '', '', '']],
    ['fn', '', 'Jan Kowalski'],
    ['org', '', 'Stolarnia Dąb; spółka, z o.o.'],
    ['title', '', 'Stolarz'],
    ['email', 'INTERNET,WORK', 'jan@dab.example'],
    ['email', 'INTERNET,HOME', 'jan@dom.example'],
    ['tel', 'CELL,VOICE', '+48 600 100 200'],
    ['tel', 'VOICE', '22 555 01 04 wew. 12'],
    ['adr', '', ['', '', 'ul. Leśna 5\n00-001 Warszawa', '', '', '', '']],
    ['bday', '', '1985-05-17'],
    ['note', '', jan.notes],
    ['categories', '', ['Hurt', 'meble, dąb']],
    ['x-mini-crm-status', '', 'customer'],
    ['x-mini-crm-source', '', 'targi'],
    ['x-mini-crm-starred', '', '1'],
  ]);
});

test('a birthday without its year is written as phones know it', () => {
  expect(contactVcard({ ...jan, birthday: '--05-17' })).toContain('\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17\r\n');
  expect(contactVcard({ ...jan, birthday: '' })).not.toContain('BDAY');
});

test('an empty part leaves no line, and either name is enough', () => {
  const empty = { email: '', more_emails: [], phone: '', more_phones: [], address: '', birthday: '', source: '' };
  const bare = { ...jan, ...empty, first_name: '', position: '', company_name: null, notes: '', tags: [] };
  const lines = contactVcard({ ...bare, is_starred: false }).split('\r\n');
  expect(lines).toEqual([
    ...['BEGIN:VCARD', 'VERSION:3.0', 'N:Kowalski;;;;', 'FN:Kowalski', 'X-MINI-CRM-STATUS:customer', 'END:VCARD', ''],
  ]);
});

test('lines are folded at 75 bytes, never within a letter', () => {
  for (const letter of ['a', 'ż', '中', '👩‍👩‍👧', 'ו', '\\']) {
    const vcard = contactVcard({ ...jan, notes: letter.repeat(200) });
    const lines = vcard.split('\r\n');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(lines.join('')).not.toContain('\ufffd');
    expect(vcard.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(valueIn(vcard, 'note')).toBe(letter.repeat(200));
  }
});

test('whatever is typed comes back, and cannot write lines of its own', () => {
  for (const text of [
    ...naughtyStrings.map((one) => one.replace(/\p{Surrogate}/gu, '')),
    'x\r\nTEL:666',
    'BEGIN:VCARD',
    'a\\nb',
    'a\\,b',
    ';;;',
    ' edge ',
    '"; --',
  ]) {
    const vcard = contactVcard({ ...jan, first_name: '', last_name: text, notes: `${text}\n${text}` });
    const lineFeeds = text.replace(/\r\n?/g, '\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: A vCard holds none of them.
    const readable = lineFeeds.replace(/[\0-\x08\x0b-\x1f\x7f]/g, '');
    expect(valueIn(vcard, 'note')).toBe(`${readable}\n${readable}`);
    expect(parse(vcard).filter(([name]) => name === 'tel')).toHaveLength(2);
  }
});

test('a company is shown as one', () => {
  const company: ExportedCompany = {
    id: 1,
    ...{ name: 'Dąb, spółka', website: 'https://dab.example', industry: 'Meble', address: 'Leśna 5', phone: '600' },
    ...{ email: 'a@b.example', tax_id: '1234563218', notes: '', tags: [], created_at: at, updated_at: at },
  };
  const vcard = companyVcard(company);
  expect(valueIn(vcard, 'org')).toBe('Dąb, spółka');
  expect(valueIn(vcard, 'fn')).toBe('Dąb, spółka');
  expect(valueIn(vcard, 'url')).toBe('https://dab.example');
  expect(vcard).toContain('\r\nX-ABSHOWAS:COMPANY\r\n');
  expect(vcard).toContain('\r\nX-MINI-CRM-TAX-ID:1234563218\r\n');
});

test('a card to scan has name, numbers, email and company in short lines of their own, no notes and no address', () => {
  const { vcard, isShortened } = shortVcard(jan);
  expect(isShortened).toBe(false);
  expect(parse(vcard).map(([name]) => name)).toEqual(['version', 'n', 'fn', 'org', 'title', 'tel', 'tel', 'email']);
  expect(vcard).not.toMatch(/Lubi|Leśna|targi|customer|\r\n /);
});

test('a card to scan leaves out what would make it too dense, the name never', () => {
  const long = { ...jan, company_name: 'Ż'.repeat(200), position: 'Ś'.repeat(100) };
  expect(shortVcard(long)).toMatchObject({ isShortened: true, position: '', company: '', phones: ['+48 600 100 200'] });
  const longest = { ...long, first_name: '🎈'.repeat(100), last_name: '中'.repeat(100) };
  const { vcard, phones } = shortVcard(longest);
  expect(phones).toEqual([]);
  expect(valueIn(vcard, 'fn')).toBe(`${longest.first_name} ${longest.last_name}`);
});
