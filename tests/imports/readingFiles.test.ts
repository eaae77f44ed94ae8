// Files of every kind become rows.
import { readFileSync } from 'node:fs';
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../src/imports/reading/readFile.ts';
import { readOds } from '../../src/imports/reading/readOds.ts';
import { type ReadSheet, readSheet } from '../../src/imports/reading/readSheet.ts';

const load = (name: string) => readFileSync(new URL(`cases/${name}`, import.meta.url));

async function sheetOf(file: string | Uint8Array, name = 'people.csv'): Promise<ReadSheet> {
  const result = await readSheet(typeof file === 'string' ? Buffer.from(file) : file, { name });
  if (!result.ok) throw new Error(result.problem.key);
  return result.sheet;
}

/** The rows below the heading. */
async function rowsOf(file: string | Uint8Array): Promise<string[][]> {
  const { rows, heading } = await sheetOf(file);
  return rows.filter(({ number }) => number !== heading).map(({ cells }) => cells);
}

const problemOf = async (file: Uint8Array) => {
  const result = await readSheet(file, { name: 'file' });
  return result.ok ? undefined : result.problem.key;
};

test('a file is read in a thread and comes over whole', async () => {
  const rows = Array.from({ length: 2_500 }, (_, at) => `Ola;Kret ${at};ola${at}@kret.example`);
  const file = Buffer.from(`Imię;Nazwisko;E-mail\n${rows.join('\n')}\n`);
  expect(await readFile(file, { name: 'people.csv' })).toEqual(await readSheet(file, { name: 'people.csv' }));
  expect(file.length).toBeGreaterThan(0);
});

test('a thread that needs too much time or memory is ended, and the next file is read', async () => {
  const tooMuch = { ok: false, problem: { key: 'imports.problem.tooMuch' } };
  const file = Buffer.from('Name;Email\nOla Kret;ola@kret.example\n'.repeat(20_000));
  const read = (milliseconds: number, megabytes: number) =>
    readFile(file, { name: 'x.csv' }, { milliseconds, megabytes });
  const [late, large, fine] = await Promise.all([read(1, 500), read(20_000, 8), read(20_000, 500)]);
  expect([late, large]).toEqual([tooMuch, tooMuch]);
  expect(fine.ok).toBe(true);
});

describe('the text of', () => {
  test('Outlook has all its 92 columns', async () => {
    const { headers, columns } = await sheetOf(load('outlook-classic-92-columns.csv'));
    expect(headers).toHaveLength(92);
    expect(columns[headers.indexOf('First Name')]).toBe('first_name');
  });

  test('a table below a title has its heading, and the title is told', async () => {
    const { headers, heading, skippedTitle, encoding } = await sheetOf(load('title-row-above.csv'));
    expect(headers).toEqual(['Imię', 'Nazwisko', 'Telefon', 'E-mail']);
    expect([heading, skippedTitle, encoding]).toEqual([3, 'Lista klientów 2026', 'windows-1250']);
  });

  test('quotes after spaces, with backslashes, or without an end loses no row', async () => {
    expect(await rowsOf(load('space-before-quotes.csv'))).toEqual([
      ['Ola', 'Kret', 'Hurt, Test'],
      ['Ewa', 'Bas', 'Gwint'],
    ]);
    expect(await rowsOf(load('backslash-quotes.csv'))).toEqual([['Ola', 'Kret', 'said "call later" twice']]);
  });

  test('long notes is read', async () => {
    expect((await rowsOf(load('long-cell.csv')))[0]?.[2]?.length).toBeGreaterThan(12_000);
  });
});

describe('a text written in', () => {
  test('ISO-8859-2 is recognized', async () => {
    const { encoding } = await sheetOf(load('iso-8859-2.csv'));
    expect([encoding, await rowsOf(load('iso-8859-2.csv'))]).toEqual([
      'iso-8859-2',
      [
        ['Łucja', 'Wąż', 'Śruba'],
        ['Jaś', 'Żółw', 'Gęś'],
      ],
    ]);
  });

  test('UTF-8 with a bad byte loses one letter', async () => {
    const { encoding, unreadable } = await sheetOf(load('utf8-one-bad-byte.csv'));
    expect([encoding, unreadable]).toEqual(['utf-8', 1]);
    expect(await rowsOf(load('utf8-one-bad-byte.csv'))).toEqual([
      ['Łucja', 'Żółw', 'Śruba'],
      ['Jaś', 'Wąż', 'G\ufffdś'],
    ]);
  });
});

test.each([
  ['imports.problem.notText', '%PDF-1.7'],
  ['imports.problem.notText', '<!DOCTYPE html><html>'],
  ['imports.problem.notText', '\0\x01\x02\0\x03\0\0\0\x04\x05'],
  ['imports.problem.empty', ''],
  ['imports.problem.onlyHeader', 'Name;Email\n;;\n'],
  ['imports.problem.tooManyColumns', `Name${';'.repeat(300)}x\nOla`],
  ['imports.problem.tooManyRows', 'Ola\n'.repeat(50_021)],
])('%s is said of an unreadable file', async (key, text) => {
  expect(await problemOf(Buffer.from(text, 'latin1'))).toBe(key);
});

describe.each([
  ['xlsx', writeXlsx],
  ['ods', writeOds],
])('a workbook as %s', (kind, write) => {
  const birthday = new Date(Date.UTC(1985, 4, 17));
  const rows = [
    ['Lista 2026'],
    [],
    ['Imię', 'Telefon', 'Urodziny', 'Uwagi', 'Konto'],
    ['Ola & Ewa <3', 48601555100, birthday, 'a\nb  c', 1.5],
    ['Łucja', '="601"', null, '', true],
  ];

  test('has texts, numbers and dates as they are shown', async () => {
    const file = await write({ sheets: [{ name: 'Klienci', rows }] });
    const sheet = await sheetOf(file);
    expect([sheet.kind, sheet.heading, sheet.skippedTitle, sheet.sheetName]).toEqual([kind, 3, 'Lista 2026', '']);
    expect(await rowsOf(file)).toEqual([
      ['Ola & Ewa <3', '48601555100', '1985-05-17', 'a\nb  c', '1.5'],
      ['Łucja', '="601"', '', '', 'TRUE'],
    ]);
  });

  test('is read from the first sheet that has a table, and the sheet is named', async () => {
    const sheets = [
      { name: 'Pusty', rows: [] },
      { name: 'Okładka', rows: [['Klienci & partnerzy']] },
      { name: 'Osoby & firmy', rows: rows.slice(2) },
    ];
    const sheet = await sheetOf(await write({ sheets }));
    expect([sheet.sheetName, sheet.heading, sheet.rows.length]).toEqual(['Osoby & firmy', 1, 3]);
  });

  test('is damaged when half of it is missing', async () => {
    const file = await write({ sheets: [{ name: 'Klienci', rows }] });
    expect(await problemOf(file.subarray(0, Math.floor(file.length / 2)))).toBe('imports.problem.damaged');
    const broken = Buffer.from(file);
    broken.fill(7, 100, Math.floor(file.length / 2));
    expect(await problemOf(broken)).toBe('imports.problem.damaged');
  });

  test('is refused when it says that it unpacks to gigabytes, or lies about it', async () => {
    const zeros = [['Name'], ['0'.repeat(30_000)]];
    const file = Buffer.from(await write({ sheets: [{ name: 'Klienci', rows: zeros }] }));
    const huge = withSizes(file, () => 0xf0000000);
    const lying = withSizes(file, (size) => Math.ceil(size / 2));
    expect(await problemOf(huge)).toBe('imports.problem.tooMuch');
    expect(await problemOf(lying)).toBe('imports.problem.damaged');
  });
});

/** The archive with other sizes in its directory. */
function withSizes(file: Buffer, change: (size: number) => number): Buffer {
  const changed = Buffer.from(file);
  const entry = Buffer.from('PK\x01\x02', 'latin1');
  for (let at = file.indexOf(entry); at >= 0; at = file.indexOf(entry, at + 4))
    changed.writeUInt32LE(change(file.readUInt32LE(at + 24)), at + 24);
  return changed;
}

test('a styled sheet of a million empty rows and columns is read', async () => {
  const content = `<office:document-content><office:body><office:spreadsheet><table:table table:name="A">
    <table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>
      <table:table-cell table:style-name="ce1" table:number-columns-repeated="16383"/></table:table-row>
    <table:table-row><table:table-cell office:value-type="float" office:value="48601555100"><text:p>4,86E+10</text:p>
      </table:table-cell><table:covered-table-cell table:number-columns-repeated="16383"/></table:table-row>
    <table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>tip</text:p></office:annotation>
      <text:p>Ola <text:span>Kret</text:span><text:s text:c="2"/>&amp;</text:p><text:p>x</text:p></table:table-cell></table:table-row>
    <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:style-name="ce1"
      table:number-columns-repeated="16384"/></table:table-row>
  </table:table></office:spreadsheet></office:body></office:document-content>`;
  expect(readOds(content).rows.map(({ cells }) => cells)).toEqual([['Name'], ['48601555100'], ['Ola Kret  &\nx']]);
});

test.each([
  ['imports.problem.oldWorkbook', 'Workbook'],
  ['imports.problem.password', 'EncryptedPackage'],
  ['imports.problem.notText', 'WordDocument'],
])('%s is said of an old file with a %s', async (key, entry) => {
  const start = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  expect(await problemOf(Buffer.concat([start, Buffer.alloc(600), Buffer.from(entry, 'utf16le')]))).toBe(key);
});

describe('contact cards', () => {
  test('of an old phone have quoted letters, soft line breaks and bare types', async () => {
    expect(await cardsOf(load('old-phone.vcf'))).toEqual([
      {
        'First name': 'Łucja',
        'Last name': 'Kręt',
        'Name prefix': 'dr',
        Email: 'l@kret.example',
        'Email label': 'home',
        Phone: '+48601555100',
        'Phone label': 'cell',
        'Phone 2': '22 555 01 01',
        'Phone 2 label': 'work',
        Address: 'Polna 1, m. 2, 00-950 Warszawa, Polska',
        Notes: 'Pierwsza, linia\ndruga linia',
      },
    ]);
  });

  test('of an iPhone have groups with labels and a birthday without a year', async () => {
    expect(await cardsOf(load('iphone.vcf'))).toEqual([
      {
        'First name': 'John',
        'Last name': 'Appleseed',
        Company: 'Apple, Inc.',
        Department: 'Design',
        Email: 'j@apple.example',
        'Email label': 'Work',
        Phone: '555 123 456 7',
        'Phone label': 'Domek',
        Birthday: '--05-17',
        Tags: 'hurt, vip',
        Website: 'https://a.example',
      },
      { Company: 'Młyn sp. z o.o.', Phone: '22 555 01 01', 'Phone label': 'work' },
    ]);
  });

  test('of version 4 have values as addresses; a broken card is left out and named', async () => {
    const file = load('version-4.vcf');
    expect(await cardsOf(file)).toEqual([
      {
        'First name': 'Jan',
        'Last name': 'Nowak',
        'Name prefix': 'dr',
        Nickname: 'Janek, Jaś',
        Phone: '+48-602-555-100',
        'Phone label': 'cell home',
        Birthday: '--05-17',
      },
    ]);
    expect((await sheetOf(file)).leftOut).toEqual([
      { number: 2, problem: { key: 'imports.problem.brokenCard', params: { row: 2 } } },
    ]);
  });

  async function cardsOf(file: Uint8Array): Promise<Record<string, string>[]> {
    const { headers } = await sheetOf(file, 'people.vcf');
    const cells = (row: string[]) => row.flatMap((cell, at) => (cell ? [[headers[at], cell] as const] : []));
    return (await rowsOf(file)).map((row) => Object.fromEntries(cells(row)));
  }
});
