// Spreadsheets become rows.
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readOds } from '../../../src/imports/reading/readOds.ts';
import { readSheet } from '../../../src/imports/reading/readSheet.ts';
import { problemOf, rowsOf, sheetOf } from './support.ts';

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

test('numbers of a workbook with a pattern of digits come as they are shown', async () => {
  const shown = (value: number, numFmt: string) => ({ value, style: { numFmt } });
  const row = [
    ...[
      shown(950, '00-000'),
      shown(7, '00000'),
      shown(601555100, '000 000 000'),
      shown(48601555100, '"+"00 000 000 000'),
    ],
    ...[
      shown(5550100, '[<=9999999]###-####;\\(###\\) ###-####'),
      shown(1234.5, '#,##0.00'),
      shown(48601555100, '0.00E+00'),
    ],
    ...[shown(31184, 'dd/mm/yyyy'), shown(0.5, '0%'), shown(48601555100, '0'), 48601555100],
  ];
  const cells = new Map(row.flatMap((cell, at) => (typeof cell === 'number' ? [] : [[`1,${at}`, cell] as const])));
  const values = row.map((cell) => (typeof cell === 'number' ? cell : cell.value));
  const file = await writeXlsx({
    sheets: [{ name: 'A', rows: [values.map((_, at) => `Kolumna ${at}`), values], cells }],
  });
  expect((await rowsOf(file)).at(-1)).toEqual([
    ...['00-950', '00007', '601 555 100', '+48 601 555 100', '555-0100', '1234.5', '48601555100'],
    ...['1985-05-17', '0.5', '48601555100', '48601555100'],
  ]);
});

test.each([
  ['xlsx', writeXlsx],
  ['ods', writeOds],
])('of a workbook as %s, another sheet can be chosen', async (_kind, write) => {
  const people = { name: 'Osoby', rows: [['Imię'], ['Ola']] };
  const companies = {
    name: 'Firmy & co',
    rows: [
      ['Nazwa', 'NIP'],
      ['Młyn', '5252344078'],
    ],
  };
  const file = await write({ sheets: [people, companies] });
  expect(await sheetOf(file)).toMatchObject({ sheetName: 'Osoby', sheetNames: ['Osoby', 'Firmy & co'] });
  const chosen = await readSheet(file, { name: 'file', sheet: 'Firmy & co' });
  expect(chosen).toMatchObject({ sheet: { sheetName: 'Firmy & co', columns: ['company', 'company_tax_id'] } });
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
