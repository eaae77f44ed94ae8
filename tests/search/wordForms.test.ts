import { describe, expect, test } from 'vitest';
import { fold } from '../../src/db/sql/fold.ts';
import { searchWords } from '../../src/db/sql/searchWords.ts';
import { sameNames } from '../../src/db/sql/shortNames.ts';
import { formsPattern, wordStem } from '../../src/db/sql/wordForms.ts';
import { sql } from '../support/database.ts';

describe('the words of a search', () => {
  test.each([
    ['Nowak, Jan', ['nowak', 'jan']],
    ['Nowak,Jan;Ewa', ['nowak', 'jan', 'ewa']],
    ['"Walnut  stools" oak', ['walnut  stools', 'oak']],
    ['„stół dębowy”, (Jan)', ['stol debowy', 'jan']],
    ['5" screws and 6" nails', ['5', 'screws', 'and', '6', 'nails']],
    ['"open end', ['open', 'end']],
    ['1,5 mm', ['1,5', 'mm']],
    ['<jan@x.pl>', ['jan@x.pl']],
    ['jan jan JAN', ['jan']],
    ['""', ['""']],
    [', ;', [',', ';']],
    ['c++ 100% a_b \\', ['c++', '100%', 'a_b', '\\']],
    ['', []],
  ])('%s', (search, words) => {
    expect(searchWords(search)).toEqual(words);
  });
});

/** Whether PostgreSQL finds the word in the text. */
async function finds(word: string, text: string): Promise<boolean> {
  const [row] = await sql('SELECT $1::text ~ $2 AS found', [fold(text), formsPattern(fold(word))]);
  return (row as { found: boolean }).found;
}

test.each([
  ['faktura', 'fakturę faktury faktur fakturze fakturą fakturami fakturach fakturom'],
  ['stół', 'stołu stołem stoły stołów stołami'],
  ['hokery', 'hoker hokera hokerów hokerami'],
  ['orzechowe', 'orzechowy orzechowego orzechowych orzechowymi'],
  ['umowa', 'umowę umowy umów umowie umowami'],
  ['oferta', 'ofertę ofercie ofert ofertami'],
  ['okno', 'okna okien oknami oknach'],
  ['biurko', 'biurka biurek biurkiem'],
  ['klient', 'klienta klienci klientów klientami'],
  ['Zieliński', 'Zielińska Zielińskiego Zielińskiej Zielińskim'],
  ['Kowalski', 'Kowalska Kowalskiemu Kowalskich'],
  ['Nowak', 'Nowaka Nowakowi Nowakiem Nowakowie'],
  ['Marek', 'Marka Markowi Markiem'],
  ['Anna', 'Anny Annie Annę'],
  ['stool', 'stools'],
  ['company', 'companies'],
  ['invoice', 'invoices'],
  ['box', 'boxes'],
  ['delivery', 'deliveries'],
  ['glass', 'glasses'],
])('%s and its forms find each other', async (word, forms) => {
  const words = [word, ...forms.split(' ')];
  const missed: string[] = [];
  for (const one of words)
    for (const other of words) if (!(await finds(one, `x ${other}, y`))) missed.push(`${one}: ${other}`);
  expect(missed).toEqual([]);
});

test.each([
  ['faktury', 'fakturowanie'],
  ['zdrowie', 'zdrada'],
  ['domy', 'domain'],
  ['ania', 'joanna'],
  ['stoły', 'stolarnia'],
  ['nowak', 'nowicki'],
  ['6000', '600'],
])('%s does not find %s', async (word, text) => {
  expect(await finds(word, text)).toBe(false);
});

test('a word keeps a stem of three letters', () => {
  for (const word of ['ala', 'dom', 'ewie', 'owie', 'iami', 'buses', 'owow'])
    expect(wordStem(word).length).toBeGreaterThanOrEqual(3);
});

test('short names mean the full one, and the other way round', () => {
  expect(sameNames('ania')).toContain('anna');
  expect(sameNames('anna')).toContain('ania');
  expect(sameNames('bill')).toContain('william');
  expect(sameNames('alex')).toEqual(expect.arrayContaining(['alexander', 'alexandra', 'aleksandra']));
  expect(sameNames('kasia')).not.toContain('kasia');
  expect(sameNames('constructor')).toEqual([]);
});

test.each(['a.b', 'c++', '***:x', '(?i)x', '[a', '{1}', '\\m', '🦄', 'a b', '50%'])(
  'the pattern of %s finds it literally, and nothing else',
  async (word) => {
    expect(await finds(word, `x${word}y`)).toBe(true);
    expect(await finds(word, 'qqqq')).toBe(false);
  },
);
