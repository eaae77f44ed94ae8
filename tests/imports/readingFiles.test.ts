// Files of every kind become rows.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../src/imports/reading/readFile.ts';
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
