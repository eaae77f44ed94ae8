// Texts of every kind become rows.
import { describe, expect, test } from 'vitest';
import { decode, detectEncoding, type Encoding } from '../../../src/imports/reading/encoding.ts';
import { parseSeparated } from '../../../src/imports/reading/separatedValues.ts';
import { growthOf, maxGrowth } from '../../support/growth.ts';
import { load, problemOf, rowsOf, sheetOf } from './support.ts';

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

describe('a text', () => {
  test.each([
    [';', 'Imię;Firma\nJan;Dąb, Buk i syn\n', 'Dąb, Buk i syn'],
    [',', 'Name,Company\nJan,"Dąb; Buk, syn"\n', 'Dąb; Buk, syn'],
    ['\t', 'Name\tCompany\nJan\tDąb, Buk; syn\n', 'Dąb, Buk; syn'],
    ['|', 'Name|Company\nJan|Dąb\n', 'Dąb'],
    ['the one it names', 'sep=;\r\nName;Company\r\nJan;a,1,b', 'a,1,b'],
    ['the one it names in quotes', '"sep=|"\rName|Company\rJan|a;1', 'a;1'],
  ])('may be separated by %s', async (_separator, text, company) => {
    expect(await rowsOf(text)).toEqual([['Jan', company]]);
  });

  test.each([
    ['"x;""y""";"1\n2"', ['x;"y"', '1\n2']],
    ['z;5" rura', ['z', '5" rura']],
    ['"x" ; "y" ', ['x', 'y']],
    ['"a "b" c";d', ['a "b" c', 'd']],
    ['"a \\"b\\", c";d', ['a "b", c', 'd']],
    ['"C:\\dom\\";d', ['C:\\dom\\', 'd']],
    ['"";"""";x', ['', '"', 'x']],
    ['"bez końca;d', ['"bez końca', 'd']],
  ])('has the cells of %j', async (line, cells) => {
    expect(await rowsOf(`Imię;Firma\n${line}\n`)).toEqual([cells]);
  });

  test.each([
    ['Imię;Firma\n"Ola;Kret\n"Ewa";Bas\nJan;Lis', '"Ola,Kret Ewa,Bas Jan,Lis'],
    ['Imię;Firma\nOla;"Kret\nEwa;"Bas"\n', 'Ola,"Kret Ewa,Bas'],
    ['Imię;Firma\r\nOla;Kret\nEwa;Bas\rJan;Lis', 'Ola,Kret Ewa,Bas Jan,Lis'],
    ['Imię;Firma\nO\0la;Kret\n;;;;;\n  ;\n', 'Ola,Kret'],
  ])('loses no row of %j', async (text, rows) => {
    expect((await rowsOf(text)).join(' ')).toBe(rows);
  });

  test.each([
    ['whole lines in quotes', '"Imię,Uwagi"\n"Ola,""a, b"""\n'],
    ['apostrophes', "'Imię','Uwagi'\n'Ola','a, b'\n"],
    ['curly quotes', 'Imię,Uwagi\n“Ola”, “a, b”\n'],
  ])('with %s has its cells', async (_kind, text) => {
    expect(await rowsOf(text)).toEqual([['Ola', 'a, b']]);
  });

  test('with a heading in two rows has a name for each column', async () => {
    const text = 'Imię i nazwisko;Telefon;;\n;komórka;biuro;dom\nOla Kret;601 555 100;22 555 10 10;22 555 20 20\n';
    expect((await sheetOf(text)).columns).toEqual(['full_name', 'phone', 'phone', 'phone']);
  });

  test('has the numbers of its rows, empty ones included', async () => {
    const { rows } = await sheetOf('sep=;\nImię;Firma\n\nOla;"a\nb"\nEwa;c');
    expect(rows.map(({ number }) => number)).toEqual([2, 4, 5]);
  });

  test('loses only the row with a cell that no notes would take', async () => {
    const { rows, omitted } = await sheetOf(`Imię;Uwagi\nOla;${'x'.repeat(50_001)}\nEwa;${'x'.repeat(50_000)}\n`);
    expect(rows.map(({ number }) => number)).toEqual([1, 3]);
    expect(omitted).toMatchObject([{ number: 2, problem: { key: 'imports.problem.cellTooLong', params: { row: 2 } } }]);
  });

  test('takes time in proportion to its size', () => {
    const row = 'Łukasz;"Żółty, ""Ł"" ";lukasz@example.com;+48 600 100 200\n';
    const read = (size: number) => parseSeparated(row.repeat(size), ';', () => undefined);
    expect(growthOf(read, 1_000)).toBeLessThan(maxGrowth);
  });
});

describe('the letters of', () => {
  const pangram = 'Imię;Nazwisko\nŁukasz;Żółć-Gęśląjaźń\nJaś;Święch\n';
  const files: [Encoding, Buffer][] = [
    ['utf-8', Buffer.from(`\ufeff${pangram}`)],
    ['utf-16le', Buffer.from(`\ufeff${pangram}`, 'utf16le')],
    ['utf-16be', Buffer.from(pangram, 'utf16le').swap16()],
    ['windows-1250', inBytes('windows-1250', pangram)],
    ['iso-8859-2', inBytes('iso-8859-2', pangram)],
    ['cp852', inBytes('cp852', pangram)],
  ];

  test.each(files)('%s are recognized', (encoding, file) => {
    expect([detectEncoding(file), decode(file, encoding)]).toEqual([encoding, pangram]);
  });

  test.each([
    ['windows-1250', 'Jaś;Wąż'],
    ['iso-8859-2', 'Śruba;Łącznik ąśź'],
    ['cp852', 'ŁÓDŹ;Spółka z o.o.'],
    ['windows-1252', 'Müller;Straße;Crème à la carte'],
    ['utf-8', 'plain'],
  ] as const)('%s are recognized by a few words: %s', (encoding, text) => {
    expect(detectEncoding(inBytes(encoding === 'utf-8' ? 'cp852' : encoding, text))).toBe(encoding);
  });

  test.each([
    ['Zażółć gęślą ja', [0xbf]],
    ['Łódź Żółw ', [0xff]],
    ['Łódź Śruba Gęś ', [0x80, 0x81]],
  ])('UTF-8 are recognized despite bad bytes: %s', (text, bad) => {
    expect(detectEncoding(Buffer.concat([Buffer.from(text), Buffer.from(bad), Buffer.from(' x')]))).toBe('utf-8');
  });

  function inBytes(encoding: Encoding, text: string): Buffer {
    const all = Array.from({ length: 256 }, (_, byte) => decode(Uint8Array.of(byte), encoding));
    return Buffer.from([...text].map((letter) => all.indexOf(letter)));
  }
});

describe('the heading', () => {
  const known = 'Imię;Nazwisko;Telefon';
  test.each([
    ['below a title and an empty row', `Lista;;\n;;\n${known}\nOla;Kret;601555100`, known, 'Lista'],
    [
      'below notes',
      'Notes:\n"Emails may be missing, see https://x.example"\n\nFirst Name,Last Name,Email Address\nOla,Kret,o@x.pl',
      'First Name;Last Name;Email Address',
      'Notes: · Emails may be missing, see https://x.example',
    ],
    ['below a title like a heading', 'Klienci\n\nImię;E-mail\nOla;o@x.pl', 'Imię;E-mail', 'Klienci'],
    ['in one column', 'E-mail\no@x.pl\ne@x.pl', 'E-mail', ''],
    ['with unknown names', 'Wer;Post\nJan Kos;e@x.pl\nEwa Lis;l@x.pl', 'Wer;Post', ''],
    [
      'of names and parts',
      'Imię;Telefon;\n;komórkowy;domowy\nOla;601555100;225550101',
      'Imię;komórkowy;Telefon domowy',
      '',
    ],
    [
      'below groups',
      'Osoba;;Firma;\nImię;Nazwisko;Nazwa;NIP\nOla;Kret;Dąb;5260001246',
      'Imię;Nazwisko;Nazwa;NIP',
      'Osoba · Firma',
    ],
  ])('is found %s', async (_place, text, headers, title) => {
    const sheet = await sheetOf(text);
    expect([sheet.headers.join(';'), sheet.skippedTitle]).toEqual([headers, title]);
  });

  test.each([
    ['Jan;Kos;600 100 200;jan@x.pl\nEwa;Lis;600 100 201;ewa@x.pl', 'first_name last_name phone email'],
    ['jan@x.pl,Jan Kos\newa@x.pl,Ewa Lis', 'email full_name'],
    ['Jan Kos\nEwa Lis', 'full_name'],
  ])('may be missing: %j', async (text, columns) => {
    const sheet = await sheetOf(text);
    expect([sheet.heading, sheet.columns.join(' ')]).toEqual([undefined, columns]);
  });
});
