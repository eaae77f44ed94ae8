import { describe, expect, test } from 'vitest';
import { parseTaxId, taxIdText } from '../../src/companies/taxId.ts';

describe('a tax id', () => {
  test.each([
    ['1234563218', '1234563218'],
    ['123-456-32-18', '1234563218'],
    ['123 456 32 18', '1234563218'],
    ['PL1234563218', '1234563218'],
    ['pl 123-456-32-18', '1234563218'],
    ['NIP: 123-456-32-18', '1234563218'],
    ['NIP PL 123–456–32–18', '1234563218'],
    ['5260250274', '5260250274'],
    ['', ''],
    ['DE123456789', 'DE123456789'],
    ['DE 123 456 789', 'DE 123 456 789'],
    ['SE556703748501', 'SE556703748501'],
    ['ATU12345678', 'ATU12345678'],
    ['GB 999 9999 73', 'GB 999 9999 73'],
    ['123456789', '123456789'],
    ['12345678901', '12345678901'],
    ['PL', 'PL'],
    ['brak', 'brak'],
  ])('%s is stored as %s', (text, value) => {
    expect(parseTaxId(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['1234563217', 'nipDigit'],
    ['123-456-23-18', 'nipDigit'],
    ['PL 2234563218', 'nipDigit'],
    // The remainder of its first nine digits is 10.
    ['1234567890', 'nipNone'],
    ['PL123456321', 'nipLength'],
    ['NIP 12345632188', 'nipLength'],
    ['DE1234567890123456789', 'taxIdLength'],
  ])('%s is refused: %s', (text, problem) => {
    expect(parseTaxId(text)).toEqual({ ok: false, problem: `companies.error.${problem}` });
  });

  test('of a NIP with a mistyped digit or two swapped ones is refused', () => {
    const nip = '5260250274';
    for (let place = 0; place < 10; place++) {
      for (const digit of '0123456789'.replace(nip[place] ?? '', '')) {
        const mistyped = nip.slice(0, place) + digit + nip.slice(place + 1);
        expect(parseTaxId(mistyped).ok, mistyped).toBe(false);
      }
      const swapped =
        nip.slice(0, place) +
        nip
          .slice(place, place + 2)
          .split('')
          .reverse()
          .join('') +
        nip.slice(place + 2);
      if (swapped !== nip) expect(parseTaxId(swapped).ok, swapped).toBe(false);
    }
  });

  test.each([
    ['1234563218', '123-456-32-18'],
    ['DE123456789', 'DE123456789'],
    ['', ''],
  ])('%s is shown as %s', (stored, shown) => {
    expect(taxIdText(stored)).toBe(shown);
  });
});
