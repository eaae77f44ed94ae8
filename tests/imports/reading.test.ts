// From bytes to texts, and what guards a cell.
import { describe, expect, test } from 'vitest';
import { escapeFormula, unescapeFormula } from '../../src/core/csv.ts';
import { decode, detectEncoding } from '../../src/imports/reading/encoding.ts';

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

describe('a formula', () => {
  test.each(['=1+1', '-Anna', '@jan', '+48 600 100 200', "'90s", "it's", '', "'", '\t=x', '-12,50', "'=x"])(
    'gets the cell %j back from our export',
    (text) => {
      expect(unescapeFormula(escapeFormula(text))).toBe(text);
    },
  );
});
