// From bytes to people: letters, separators, headings, rows; without a database.
import { describe, expect, test } from 'vitest';
import { textCell, typedCell } from '../../src/core/csv.ts';
import { decode, encodingOf } from '../../src/imports/encoding.ts';
import { wrongKindOf } from '../../src/imports/fileKind.ts';
import { namesIn } from '../../src/imports/fullName.ts';
import { guessColumns } from '../../src/imports/guessColumns.ts';
import type { Plan } from '../../src/imports/imports.schema.ts';
import { columnsProblem } from '../../src/imports/imports.schema.ts';
import { readPeople } from '../../src/imports/readPeople.ts';
import { readSheet, type Sheet } from '../../src/imports/sheet.ts';
import { growthOf, mostGrowth } from '../support/growth.ts';

const pangram = 'Imię;Nazwisko\nŁukasz;Żółć-Gęśląjaźń\n';

/** As Windows writes Polish letters. */
const windows1250: Record<string, number> = {
  ę: 0xea,
  Ł: 0xa3,
  Ż: 0xaf,
  ó: 0xf3,
  ł: 0xb3,
  ć: 0xe6,
  ś: 0x9c,
  ą: 0xb9,
  ź: 0x9f,
  ń: 0xf1,
};
const inWindows1250 = (text: string) => Buffer.from([...text].map((sign) => windows1250[sign] ?? sign.charCodeAt(0)));
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

function sheetOf(text: string): Sheet {
  const read = readSheet(text);
  if (!read.ok) throw new Error(read.problem.key);
  return read.sheet;
}

function problemOf(text: string) {
  const read = readSheet(text);
  return read.ok ? undefined : read.problem;
}

const cellsOf = (text: string) => sheetOf(text).rows.map(({ cells }) => cells);

function guess(text: string) {
  const { header, columns } = guessColumns(sheetOf(text));
  return { header, columns: columns.join(' ') };
}

function planOf(text: string, plan: Partial<Plan> = {}): Plan {
  return { encoding: 'utf-8', existing: 'skip', ...guessColumns(sheetOf(text)), ...plan };
}

const peopleIn = (text: string, plan: Partial<Plan> = {}) => readPeople(sheetOf(text), planOf(text, plan));

describe('letters', () => {
  test.each([
    ['utf-8', Buffer.from(pangram)],
    ['utf-8', Buffer.from(`\uFEFF${pangram}`)],
    ['utf-16le', Buffer.from(`\uFEFF${pangram}`, 'utf16le')],
    ['utf-16le', Buffer.from(pangram, 'utf16le')],
    ['utf-16be', utf16be(`\uFEFF${pangram}`)],
    ['utf-16be', utf16be(pangram)],
    ['windows-1250', inWindows1250(pangram)],
  ])('of %s are found and read', (encoding, bytes) => {
    expect(encodingOf(bytes)).toBe(encoding);
    expect(decode(bytes, encodingOf(bytes))).toBe(pangram);
  });
});

describe('what is no table', () => {
  test.each([
    ['workbook', 'PK\x03\x04\x14\x00'],
    ['workbook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['notText', '%PDF-1.7'],
    ['notText', '\x89PNG\r\n'],
    ['notText', '\xff\xd8\xff\xe0'],
    ['notText', '<!DOCTYPE html><html>'],
    ['vcard', 'BEGIN:VCARD\r\nVERSION:3.0'],
    [undefined, 'Name;Phone\nJan;600100200'],
    [undefined, ''],
  ])('%s', (kind, start) => {
    expect(wrongKindOf(Buffer.from(start, 'latin1'))).toBe(kind);
  });
});

describe('cells', () => {
  test.each([
    [';', 'Imię;Firma\nJan;Dąb, Buk i syn\n'],
    [',', 'Name,Company\nJan,"Dąb; Buk, syn"\n'],
    ['\t', 'Name\tCompany\nJan\tDąb, Buk; syn\n'],
    ['|', 'Name|Company\nJan|Dąb\n'],
  ])('parted by %j', (_separator, text) => {
    expect(cellsOf(text).map((cells) => cells.length)).toEqual([2, 2]);
  });

  test('in quotes hold separators, quotes and line ends; line ends are of all kinds', () => {
    expect(cellsOf('a;b\r\n"x;""y""";"1\n2"\n\rz;5" rura')).toEqual([
      ['a', 'b'],
      ['x;"y"', '1\n2'],
      ['z', '5" rura'],
    ]);
  });

  test('of ragged rows are as many as there are; empty rows are not there but are counted', () => {
    const { rows, width } = sheetOf('a;b\n\nx\n;;\n1;2;3;4\n');
    expect(width).toBe(4);
    expect(rows).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 3, cells: ['x'] },
      { number: 5, cells: ['1', '2', '3', '4'] },
    ]);
  });

  test('a line that names the separator is no row, and one column is enough', () => {
    expect(sheetOf('sep=;\r\na,1;b\r\nc;d').rows[0]).toEqual({ number: 2, cells: ['a,1', 'b'] });
    expect(cellsOf('Jan\nAnna')).toEqual([['Jan'], ['Anna']]);
  });

  test.each([
    ['imports.problem.empty', undefined, ''],
    ['imports.problem.empty', undefined, '\n ; ;\n\n'],
    ['imports.problem.notText', undefined, 'a\0b'],
    ['imports.problem.quotes', 2, 'a;b\n"x;y\nz;1'],
    ['imports.problem.quotes', 3, 'a;b\n1;2\n"x"y;z'],
    ['imports.problem.tooWide', 2, `a\n${';'.repeat(60)}x`],
    ['imports.problem.tooLong', 2, `a\n${'x'.repeat(10_001)}`],
    ['imports.problem.tooManyRows', undefined, 'a\n'.repeat(10_002)],
    ['imports.problem.tooManyRows', undefined, ';\n'.repeat(60_000)],
  ])('%s of row %s', (key, row, text) => {
    expect(problemOf(text)).toEqual(row === undefined ? { key } : { key, params: { row } });
  });

  test('as many as there may be are read', () => {
    expect(sheetOf(`Name\n${'Jan\n'.repeat(10_000)}`).rows).toHaveLength(10_001);
    expect(sheetOf(`${'x'.repeat(10_000)}${';y'.repeat(59)}`).width).toBe(60);
  });

  test('take time in proportion to their number', () => {
    const row = 'Łukasz;"Żółty, ""Ł"" ";lukasz@example.com;+48 600 100 200\n';
    expect(growthOf((size) => readSheet(row.repeat(size)), 1_000)).toBeLessThan(mostGrowth);
  });
});

describe('columns are guessed', () => {
  test.each([
    [
      'Polish',
      'Imię;Nazwisko;Firma;Tel.;E-mail;Stanowisko;Status;Uwagi\na;b;c;600100200;e@x.pl;f;Lead;g',
      'first_name last_name company phone email position status notes',
    ],
    [
      'Polish, others',
      'Imię i nazwisko;Nazwa firmy;Komórka;Adres e-mail;NOTATKI\na b;c;600100200;e@x.pl;g',
      'full_name company phone email notes',
    ],
    [
      'Google',
      'Name,Given Name,Family Name,Organization Name,Organization Title,E-mail 1 - Value,Phone 1 - Value,Notes\nJan Kos,Jan,Kos,F,T,e@x.pl,600100200,n',
      'skip first_name last_name company position email phone notes',
    ],
    [
      'Outlook',
      'Title,First Name,Last Name,Company,Job Title,Business Phone,Mobile Phone,E-mail Address\nMr,Jan,Kos,F,T,221112233,600100200,e@x.pl',
      'skip first_name last_name company position notes phone email',
    ],
    [
      'Outlook, without mobile phones',
      'First Name,Last Name,Mobile Phone,Business Phone,Home Phone\nJan,Kos,,221112233,',
      'first_name last_name skip phone skip',
    ],
    ['unknown words, by what stands below', 'Wer;Post\nJan Kos;e@x.pl\nEwa Lis;l@x.pl', 'full_name email'],
  ])('%s', (_name, text, columns) => {
    expect(guess(text)).toEqual({ header: true, columns });
  });

  test.each([
    ['Jan;Kos;600 100 200;jan@x.pl\nEwa;Lis;600 100 201;ewa@x.pl', 'first_name last_name phone email'],
    ['jan@x.pl,Jan Kos\newa@x.pl,Ewa Lis', 'email full_name'],
  ])('without a header by what stands in them: %s', (text, columns) => {
    expect(guess(text)).toEqual({ header: false, columns });
  });

  test('the own export comes back as it went', () => {
    const text =
      'Imię;Nazwisko;Firma;Stanowisko;E-mail;Telefon;Status;Notatki;Dodano;Zmieniono\nJan;Kos;F;S;e@x.pl;+48 600;Klient;n;2026-01-01 10:00;2026-01-01 10:00';
    expect(guess(text).columns).toBe('first_name last_name company position email phone status notes skip skip');
  });

  test('what makes no sense together is told', () => {
    expect(columnsProblem(['email'])?.key).toBe('imports.problem.noName');
    expect(columnsProblem(['full_name', 'last_name'])?.key).toBe('imports.problem.nameTwice');
    expect(columnsProblem(['first_name', 'email', 'email'])?.key).toBe('imports.problem.twice');
    expect(columnsProblem(['first_name', 'notes', 'notes', 'skip', 'skip'])).toBeUndefined();
  });
});

describe('rows become people', () => {
  test('with all fields, statuses in both languages, accents as they are', async () => {
    const { good, faulty } = await peopleIn(
      'Imię;Nazwisko;Firma;Telefon;E-mail;Stanowisko;Status;Uwagi\nŁukasz;Żółty;Dąb;600 100 200;l@x.pl;Szef;były klient;Lubi ☕\nEwa;;;;;;PROSPECT;\nJan;;;;;;;',
    );
    expect(faulty).toEqual([]);
    expect(good.map(({ data }) => data.status)).toEqual(['churned', 'prospect', 'lead']);
    expect(good[0]).toMatchObject({
      number: 2,
      data: {
        first_name: 'Łukasz',
        last_name: 'Żółty',
        company_name: 'Dąb',
        phone: '600 100 200',
        email: 'l@x.pl',
        position: 'Szef',
        notes: 'Lubi ☕',
      },
    });
  });

  test('those that cannot be are told in the words of the form', async () => {
    const { faulty } = await peopleIn('Imię;E-mail;Telefon;Status\nJan;nic;;\n;a@x.pl;;\nEwa;;x;nowy\n');
    expect(
      faulty.map(({ number, faults }) => [number, ...faults.map(({ field, error }) => `${field} ${error.key}`)]),
    ).toEqual([
      [2, 'email forms.email'],
      [3, 'first_name forms.nameNeeded'],
      [4, 'phone forms.phone', 'status forms.choice'],
    ]);
  });

  test.each([
    ['Jan Kowalski', 'Jan', 'Kowalski'],
    ['Anna Maria Nowak-Kos', 'Anna Maria', 'Nowak-Kos'],
    ['KOWALSKI Jan', 'Jan', 'KOWALSKI'],
    ['Kowalski Jan', 'Jan', 'Kowalski'],
    ['Kowalski, Jan', 'Jan', 'Kowalski'],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Madonna', 'Madonna', ''],
    ['', '', ''],
  ])('the full name %s in two', (text, first_name, last_name) => {
    expect(namesIn(text)).toEqual({ first_name, last_name });
  });

  test('several columns of notes are joined with their headings; one is what it is', async () => {
    const text = 'Imię;Uwagi;Urodziny;Adres\nJan;Miły;1 maja;Leśna 5\nEwa;;;\n';
    const [jan, ewa] = (await peopleIn(text, { columns: ['first_name', 'notes', 'notes', 'notes'] })).good;
    expect(jan?.data.notes).toBe('Uwagi: Miły\nUrodziny: 1 maja\nAdres: Leśna 5');
    expect(ewa?.data.notes).toBe('');
    const [alone] = (await peopleIn(text, { columns: ['first_name', 'notes', 'skip', 'skip'] })).good;
    expect(alone?.data.notes).toBe('Miły');
    const [birthday] = (await peopleIn(text, { columns: ['first_name', 'skip', 'notes', 'skip'] })).good;
    expect(birthday?.data.notes).toBe('Urodziny: 1 maja');
  });

  test('of several addresses in one cell of Google the others go to the notes', async () => {
    const [person] = (await peopleIn('Name,E-mail 1 - Value\nJan Kos,a@x.pl ::: b@x.pl\n')).good;
    expect(person?.data).toMatchObject({ email: 'a@x.pl', notes: 'E-mail 1 - Value: b@x.pl' });
  });

  test.each(['=1+1', '-Anna', '@jan', '+48 600 100 200', "'90s", "it's", '', "'", '\t=x', '-12,50', "'=x"])(
    'the cell %j comes back from our export',
    (text) => {
      expect(typedCell(textCell(text))).toBe(text === "'=x" ? '=x' : text);
    },
  );
});
