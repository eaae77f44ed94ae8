// From bytes to people, without a database.
import { describe, expect, test } from 'vitest';
import { escapeFormula, unescapeFormula } from '../../src/core/csv.ts';
import { type ColumnChoice, columnsProblem } from '../../src/imports/columns.ts';
import { readCsv } from '../../src/imports/csvReader.ts';
import { decode, detectEncoding } from '../../src/imports/encoding.ts';
import { guessColumns } from '../../src/imports/guessColumns.ts';
import { parsePeople } from '../../src/imports/parsePeople.ts';
import { detectFileKind, readRows } from '../../src/imports/readFile.ts';
import { splitFullName } from '../../src/imports/rowFields.ts';
import { type SheetRow, toSheet } from '../../src/imports/sheet.ts';
import { growthOf, mostGrowth } from '../support/growth.ts';

const pangram = 'Imię;Nazwisko\nŁukasz;Żółć-Gęśląjaźń\n';

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
const toWindows1250 = (text: string) => Buffer.from([...text].map((char) => windows1250[char] ?? char.charCodeAt(0)));
const toUtf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

function rowsOf(text: string): SheetRow[] {
  const read = readCsv(text);
  if (!read.ok) throw new Error(read.problem.key);
  return read.rows;
}

function problemOf(text: string) {
  const read = readCsv(text);
  return read.ok ? undefined : read.problem;
}

const cellsOf = (text: string) => rowsOf(text).map(({ cells }) => cells);

function guess(text: string) {
  const { header, columns } = guessColumns(rowsOf(text));
  return { header, columns: columns.join(' ') };
}

function parse(text: string, columns?: ColumnChoice[]) {
  const rows = rowsOf(text);
  const guessed = guessColumns(rows);
  return parsePeople(toSheet(rows, guessed.header), columns ?? guessed.columns);
}

describe('the encoding', () => {
  test.each([
    ['utf-8', Buffer.from(pangram)],
    ['utf-8', Buffer.from(`\uFEFF${pangram}`)],
    ['utf-16le', Buffer.from(`\uFEFF${pangram}`, 'utf16le')],
    ['utf-16le', Buffer.from(pangram, 'utf16le')],
    ['utf-16be', toUtf16be(`\uFEFF${pangram}`)],
    ['utf-16be', toUtf16be(pangram)],
    ['windows-1250', toWindows1250(pangram)],
  ])('%s is detected and decoded', (encoding, bytes) => {
    expect(detectEncoding(bytes)).toBe(encoding);
    expect(decode(bytes, detectEncoding(bytes))).toBe(pangram);
  });
});

describe('the kind of file', () => {
  test.each([
    ['workbook', 'PK\x03\x04\x14\x00'],
    ['workbook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['notText', '%PDF-1.7'],
    ['notText', '\x89PNG\r\n'],
    ['notText', '\xff\xd8\xff\xe0'],
    ['notText', '<!DOCTYPE html><html>'],
    ['vcard', 'BEGIN:VCARD\r\nVERSION:3.0'],
    ['text', 'Name;Phone\nJan;600100200'],
    ['text', ''],
  ])('is %s by its first bytes: %j', (kind, start) => {
    const file = Buffer.from(start, 'latin1');
    expect(detectFileKind(file)).toBe(kind);
    if (kind !== 'text')
      expect(readRows(file, 'utf-8')).toEqual({ ok: false, problem: { key: `imports.problem.${kind}` } });
  });
});

describe('a CSV file', () => {
  test.each([
    [';', 'Imię;Firma\nJan;Dąb, Buk i syn\n'],
    [',', 'Name,Company\nJan,"Dąb; Buk, syn"\n'],
    ['\t', 'Name\tCompany\nJan\tDąb, Buk; syn\n'],
    ['|', 'Name|Company\nJan|Dąb\n'],
  ])('may be separated by %j', (_separator, text) => {
    expect(cellsOf(text).map((cells) => cells.length)).toEqual([2, 2]);
  });

  test('may have separators, quotes and line breaks within quotes, and line breaks of every kind', () => {
    expect(cellsOf('a;b\r\n"x;""y""";"1\n2"\n\rz;5" rura')).toEqual([
      ['a', 'b'],
      ['x;"y"', '1\n2'],
      ['z', '5" rura'],
    ]);
  });

  test('may have rows of different lengths; empty rows are dropped but counted', () => {
    const rows = rowsOf('a;b\n\nx\n;;\n1;2;3;4\n');
    expect(toSheet(rows, true).headers).toEqual(['a', 'b', '', '']);
    expect(rows).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 3, cells: ['x'] },
      { number: 5, cells: ['1', '2', '3', '4'] },
    ]);
  });

  test('may name its separator in the first line, or have one column', () => {
    expect(rowsOf('sep=;\r\na,1;b\r\nc;d')[0]).toEqual({ number: 2, cells: ['a,1', 'b'] });
    expect(cellsOf('Jan\nAnna')).toEqual([['Jan'], ['Anna']]);
  });

  test.each([
    ['imports.problem.empty', undefined, ''],
    ['imports.problem.empty', undefined, '\n ; ;\n\n'],
    ['imports.problem.notText', undefined, 'a\0b'],
    ['imports.problem.unmatchedQuotes', 2, 'a;b\n"x;y\nz;1'],
    ['imports.problem.unmatchedQuotes', 3, 'a;b\n1;2\n"x"y;z'],
    ['imports.problem.tooManyColumns', 2, `a\n${';'.repeat(60)}x`],
    ['imports.problem.cellTooLong', 2, `a\n${'x'.repeat(10_001)}`],
    ['imports.problem.tooManyRows', undefined, 'a\n'.repeat(10_002)],
    ['imports.problem.tooManyRows', undefined, ';\n'.repeat(60_000)],
  ])('is refused with %s in row %s', (key, row, text) => {
    expect(problemOf(text)).toEqual(row === undefined ? { key } : { key, params: { row } });
  });

  test('is read up to the limits', () => {
    expect(rowsOf(`Name\n${'Jan\n'.repeat(10_000)}`)).toHaveLength(10_001);
    expect(rowsOf(`${'x'.repeat(10_000)}${';y'.repeat(59)}`)[0]?.cells).toHaveLength(60);
  });

  test('takes time in proportion to its size', () => {
    const row = 'Łukasz;"Żółty, ""Ł"" ";lukasz@example.com;+48 600 100 200\n';
    expect(growthOf((size) => readCsv(row.repeat(size)), 1_000)).toBeLessThan(mostGrowth);
  });
});

describe('the guess of columns', () => {
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
    ['unknown headers, by the values below', 'Wer;Post\nJan Kos;e@x.pl\nEwa Lis;l@x.pl', 'full_name email'],
  ])('knows headers: %s', (_name, text, columns) => {
    expect(guess(text)).toEqual({ header: true, columns });
  });

  test.each([
    ['Jan;Kos;600 100 200;jan@x.pl\nEwa;Lis;600 100 201;ewa@x.pl', 'first_name last_name phone email'],
    ['jan@x.pl,Jan Kos\newa@x.pl,Ewa Lis', 'email full_name'],
  ])('goes by the values without a header: %s', (text, columns) => {
    expect(guess(text)).toEqual({ header: false, columns });
  });

  test('recognizes our own export', () => {
    const text =
      'Imię;Nazwisko;Firma;Stanowisko;E-mail;Telefon;Status;Notatki;Dodano;Zmieniono\nJan;Kos;F;S;e@x.pl;+48 600;Klient;n;2026-01-01 10:00;2026-01-01 10:00';
    expect(guess(text).columns).toBe('first_name last_name company position email phone status notes skip skip');
  });

  test('is refused when the columns contradict each other', () => {
    expect(columnsProblem(['email'])?.key).toBe('imports.problem.noName');
    expect(columnsProblem(['full_name', 'last_name'])?.key).toBe('imports.problem.nameTwice');
    expect(columnsProblem(['first_name', 'email', 'email'])?.key).toBe('imports.problem.fieldTwice');
    expect(columnsProblem(['first_name', 'notes', 'notes', 'skip', 'skip'])).toBeUndefined();
  });
});

describe('a row', () => {
  test('becomes a person with all fields, statuses in both languages, accents as they are', async () => {
    const { people, rejected } = await parse(
      'Imię;Nazwisko;Firma;Telefon;E-mail;Stanowisko;Status;Uwagi\nŁukasz;Żółty;Dąb;600 100 200;l@x.pl;Szef;były klient;Lubi ☕\nEwa;;;;;;PROSPECT;\nJan;;;;;;;\nAda;;;;;;W rozmowach;\nOla;;;;;;Potencjalny klient;\nIda;;;;;;Former customer;',
    );
    expect(rejected).toEqual([]);
    expect(people.map(({ data }) => data.status)).toEqual([
      'churned',
      'prospect',
      'lead',
      'prospect',
      'prospect',
      'churned',
    ]);
    expect(people[0]).toMatchObject({
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

  test('is rejected with the errors of the contact form', async () => {
    const tooLong = 'x'.repeat(101);
    const { rejected } = await parse(
      `Imię;E-mail;Stanowisko;Status\nJan;;${tooLong};\n;a@x.pl;;\nEwa;;${tooLong};kosmita\n`,
    );
    expect(
      rejected.map(({ number, errors }) => [number, ...errors.map(({ field, error }) => `${field} ${error.key}`)]),
    ).toEqual([
      [2, 'position forms.tooLong'],
      [3, 'first_name forms.nameNeeded'],
      [4, 'position forms.tooLong', 'status forms.choice'],
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
  ])('has a full name split in two: %s', (text, first_name, last_name) => {
    expect(splitFullName(text)).toEqual({ first_name, last_name });
  });

  test('has several columns of notes joined with their headers, and a single one unchanged', async () => {
    const text = 'Imię;Uwagi;Urodziny;Adres\nJan;Miły;1 maja;Leśna 5\nEwa;;;\n';
    const [jan, ewa] = (await parse(text, ['first_name', 'notes', 'notes', 'notes'])).people;
    expect(jan?.data.notes).toBe('Uwagi: Miły\nUrodziny: 1 maja\nAdres: Leśna 5');
    expect(ewa?.data.notes).toBe('');
    const [alone] = (await parse(text, ['first_name', 'notes', 'skip', 'skip'])).people;
    expect(alone?.data.notes).toBe('Miły');
    const [birthday] = (await parse(text, ['first_name', 'skip', 'notes', 'skip'])).people;
    expect(birthday?.data.notes).toBe('Urodziny: 1 maja');
  });

  test('keeps the first of several addresses in a Google cell, and the others in the notes', async () => {
    const [person] = (await parse('Name,E-mail 1 - Value\nJan Kos,a@x.pl ::: b@x.pl\n')).people;
    expect(person?.data).toMatchObject({ email: 'a@x.pl', notes: 'E-mail 1 - Value: b@x.pl' });
  });

  test.each([
    ['601 555 100, 22 555 10 10', '601 555 100', 'Phone: 22 555 10 10'],
    ['601555102/225551010', '601555102', 'Phone: 225551010'],
    ['601555103; 225551012 ::: 225551013', '601555103', 'Phone: 225551012, 225551013'],
    ['601555104 lub 225551013', '601555104', 'Phone: 225551013'],
    ['tel. 601 555 100', '601 555 100', ''],
    ['601 555 103 (praca)', '601 555 103', 'Phone: praca'],
    ['mobile +48 601 555 103', '+48 601 555 103', 'Phone: mobile'],
    ['601 555 100 po 16:00', '601 555 100', 'Phone: po 16:00'],
    ['po 16:00, 601 555 100', '601 555 100', 'Phone: po 16:00'],
    ['22 555 01 01 wew. 12', '22 555 01 01 wew. 12', ''],
    ['1-800-FLOWERS', '1-800-FLOWERS', ''],
    ['(22) 555-01-01', '(22) 555-01-01', ''],
    ['112', '112', ''],
    ["'+48 601 555 100", '+48 601 555 100', ''],
    ["'601555101", '601555101', ''],
    ['=""601555102""', '601555102', ''],
    ['4,86E+10', '', 'Phone: 4,86E+10'],
    ['zadzwonić do żony', '', 'Phone: zadzwonić do żony'],
    ['-', '', ''],
    ['brak', '', ''],
    ['n/a', '', ''],
  ])('takes the first number of the cell %j and loses nothing', async (cell, phone, notes) => {
    const { people, rejected } = await parse(`Name,Phone\nJan Kos,"${cell}"\n`, ['full_name', 'phone']);
    expect(rejected).toEqual([]);
    expect(people[0]?.data).toMatchObject({ phone, notes });
  });

  test.each([
    ['ola@kret.pl; biuro@kret.pl', 'ola@kret.pl', 'Email: biuro@kret.pl'],
    ['ola@kret.pl, biuro@kret.pl', 'ola@kret.pl', 'Email: biuro@kret.pl'],
    ['ola@kret.pl / iza@lis.pl', 'ola@kret.pl', 'Email: iza@lis.pl'],
    ['ola@kret.pl/iza@lis.pl', 'ola@kret.pl', 'Email: iza@lis.pl'],
    ['ola@kret.pl iza@lis.pl', 'ola@kret.pl', 'Email: iza@lis.pl'],
    ['nic; ola@kret.pl', 'ola@kret.pl', 'Email: nic'],
    ['Ola <ola@kret.pl>', 'ola@kret.pl', 'Email: Ola'],
    ['mailto:ola@kret.pl', 'ola@kret.pl', ''],
    ['ola at kret.pl', '', 'Email: ola at kret.pl'],
    ['brak', '', ''],
    ['a@'.repeat(2_000), '', `Email: ${'a@'.repeat(2_000)}`],
  ])('takes the first valid address of the cell %j and loses nothing', async (cell, email, notes) => {
    const { people, rejected } = await parse(`Name,Email\nJan Kos,"${cell}"\n`, ['full_name', 'email']);
    expect(rejected).toEqual([]);
    expect(people[0]?.data).toMatchObject({ email, notes });
  });

  test.each(['=1+1', '-Anna', '@jan', '+48 600 100 200', "'90s", "it's", '', "'", '\t=x', '-12,50', "'=x"])(
    'gets the cell %j back from our export',
    (text) => {
      expect(unescapeFormula(escapeFormula(text))).toBe(text);
    },
  );
});
