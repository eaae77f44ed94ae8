// What stands below a table is nobody.
import { describe, expect, test } from 'vitest';
import { sheetOf } from './support.ts';

const heading = 'Lp.;Imię i nazwisko;Firma;Telefon;Wartość';
const people = '1;Ola Kret;Stal;601 555 001;100\n2;Ewa Bas;;601 555 002;200,50';

async function leftOutOf(footer: string, above = `${heading}\n${people}`) {
  const { rows, footers } = await sheetOf(`${above}\n${footer}\n`);
  return { rows: rows.length, texts: footers };
}

describe('left out below a table is', () => {
  test.each([
    'Suma;;;;300,50',
    ';Razem:;;;300,50 zł',
    ';;;Łącznie;"=SUMA(E2:E3)"',
    'OGÓŁEM;2;;;300.50 PLN',
    ';Suma końcowa;;;€300.50',
    ';Total;;;300.50',
    'Grand total;;;;"300,50"',
    'Summe;;;;300,50',
    'Разом;;;;300,50',
    'Podsumowanie',
    'Razem: 2 osoby',
    'Liczba rekordów: 2',
    ';Liczba klientów;;2;',
    'Number of contacts: 2',
    'Suma zamówień w 2026 r.: 300,50 zł',
    'Wygenerowano: 2026-11-29 12:00',
    'Wydrukowano dnia 29.11.2026;;;;Strona 1 z 1',
    'Sporządził:;Jan Nowak',
    'Exported from HubSpot on 29 November',
    '*** Koniec raportu ***',
    'Page 1 of 2',
  ])('%s', async (footer) => {
    const { rows, texts } = await leftOutOf(footer);
    expect([rows, texts.length]).toEqual([3, 1]);
  });

  test('each of several, also below an empty line, and no problem', async () => {
    const { rows, omitted, footers } = await sheetOf(
      `${heading}\n${people}\n\nSuma;;;;300,50\nLegenda\nKoniec listy\n`,
    );
    expect(rows).toHaveLength(4);
    expect(footers).toEqual(['Suma 300,50', 'Koniec listy']);
    expect(omitted).toEqual([]);
  });

  test('a word after a gap in a table of one column', async () => {
    expect(await leftOutOf('\nRazem', 'Firma\nOrlen\nShell')).toEqual({ rows: 3, texts: ['Razem'] });
  });
});

describe('somebody stays', () => {
  test.each([
    ['with a phone', ';Suma;;601 555 003;'],
    ['with an email in a cell of no kind', ';Total;;;total@example.com'],
    ['with a first name', ';Anna Suma;;;5'],
    ['with another word', ';Suma;Stal;;5'],
    ['as the next number', '3;Total;;;5'],
    ['called Koniec', ';Koniec;;;5'],
    ['of the company Razem młodzi', ';;Razem młodzi;;2026'],
  ])('%s', async (_name, last) => {
    expect(await leftOutOf(last)).toEqual({ rows: 4, texts: [] });
  });

  test.each([
    ['a company with a tax id', 'Nazwa;NIP;Obrót\nStal;5260250995;5', 'Total;5252344078;10'],
    ['a company in a list of names', 'Firma\nOrlen\nShell', 'Total'],
    ['a company with a postal code', 'Nazwa;Kod pocztowy;Obrót\nStal;00-950;5', 'Total;00-950;10'],
    ['a person with a birthday', 'Nazwisko;Data urodzenia\nKret;1990-02-03', 'Suma;1991-02-03'],
  ])('%s', async (_name, above, last) => {
    expect((await leftOutOf(last, above)).texts).toEqual([]);
  });

  test('far above the end', async () => {
    const { texts } = await leftOutOf(`${people}\n`.repeat(6), `${heading}\n;Suma;;;5\n${people}`);
    expect(texts).toEqual([]);
  });
});
