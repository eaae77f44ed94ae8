import { expect, test } from 'vitest';
import { digitsOnly, fold, likePattern } from '../../src/db/sql/fold.ts';
import { sql } from '../support/database.ts';

/** Marks of Unicode 17, which PostgreSQL cannot put in order yet. */
const tooYoung = /[\u1ACF-\u1AEB]/;

test.each([
  ['Łukasz Żółty', 'lukasz zolty'],
  ['Straße Ærø Œuvre Þór Đorđe Ħal Eðvarð', 'strasse aero oeuvre thor dorde hal edvard'],
  ['İSTANBUL ıI', 'istanbul ii'],
  ['ΟΔΥΣΣΕΥΣ Ὀδυσσεύς', 'οδυσσευσ οδυσσευσ'],
  ['ＡＢＣ １２３ ﬁ', 'abc 123 fi'],
  ['Zażółć gęślą jaźń', 'zazolc gesla jazn'],
  ["O’Brien O‘Brien OʼBrien O'Brien O`Brien O´Brien ŉ", 'obrien obrien obrien obrien obrien obrien n'],
  ["it's ''", 'its '],
  ['', ''],
])('%s folds to %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('every letter of the basic plane, alone, first, last and between, folds as in the database', async () => {
  const letters = Array.from({ length: 0xffff }, (_, i) => String.fromCharCode(i + 1)).filter((letter) =>
    /\p{L}/u.test(letter),
  );
  expect(letters.length).toBeGreaterThan(40_000);
  expect(await differing(letters.flatMap((letter) => [letter, `${letter}b`, `A${letter}`, `aΣ${letter}Σ X`]))).toEqual(
    [],
  );
});

test('apostrophes of all kinds fold as in the database', async () => {
  const signs = ['’', '‘', 'ʼ', "'", '`', '´', '＇', '｀', '῾', '′'];
  expect(await differing(signs.flatMap((sign) => [sign, `O${sign}B`, `é${sign}ł`, `${sign}a ${sign}`]))).toEqual([]);
});

test('texts of random letters, marks, digits and spaces fold as in the database', async () => {
  expect(await differing(Array.from({ length: 20_000 }, (_, i) => randomText(i)))).toEqual([]);
});

test('what LIKE reads as a wildcard is taken literally', async () => {
  const text = '50% of a_b\\c';
  const [row] = await sql('SELECT $1 LIKE $2 AS same, $3 LIKE $2 AS other', [text, likePattern(text), '50x of aXbc']);
  expect(row).toEqual({ same: true, other: false });
});

test('a phone number is compared by its digits', () => {
  expect(digitsOnly('+48 (601) 02-03.04')).toBe('48601020304');
});

async function differing(texts: string[]): Promise<string[]> {
  const folded = 'SELECT crm_fold(text) AS text FROM unnest($1::text[]) WITH ORDINALITY AS given(text, i) ORDER BY i';
  const rows = await sql<{ text: string }>(folded, [texts]);
  return texts.filter((text, i) => fold(text) !== rows[i]?.text);
}

/** The same ones in every run; the ranges grow from ASCII and Latin to nearly everything. */
function randomText(seed: number): string {
  const highest = [0x17f, 0x17f, 0x5ff, 0x1fff, 0xd7ff][seed % 5] ?? 0;
  let state = seed + 1;
  const characters = Array.from({ length: 12 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(1 + ((state >>> 8) % highest));
  });
  return characters
    .filter((character) => /[\p{L}\p{M}\p{N}\p{Zs}]/u.test(character) && !tooYoung.test(character))
    .join('');
}
