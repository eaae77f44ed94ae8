// The rule for two people who may be one, without a database.
import { describe, expect, test } from 'vitest';
import { nameLikeness } from '../../src/contacts/nameLikeness.ts';
import { personLikeness } from '../../src/contacts/personLikeness.ts';
import { confidenceOf } from '../../src/core/likeness.ts';

const named = (name: string) => {
  const [first_name = '', ...rest] = name.split(' ');
  return { first_name, last_name: rest.join(' ') };
};
const person = (name: string, more: object = {}) => ({ ...named(name), email: '', phone: '', ...more });

describe('names', () => {
  test.each([
    ['Jan Kos', 'JAN KÓS', 'name'],
    ['Ania Nowak', 'Anna Nowak', 'short_form'],
    ['Bob Smith', 'Robert Smith', 'short_form'],
    ['Jan Kowalski', 'Jan Kowalsky', 'typo'],
    ['Jan Kowalski', 'Jan Kowlaski', 'typo'],
    ['Jan Wójcik', 'Jan Wójick', 'typo'],
    ['Anna Nowak-Kos', 'Anna Nowak Kos', 'typo'],
    ['Maria Nowak', 'Marta Nowak', undefined],
    ['Ania Nowak', 'Anna Nowik', undefined],
    ['Jan Lis', 'Jan Kos', undefined],
    ['Klient 1234', 'Klient 1235', undefined],
    ['Jan', 'Janek', undefined],
    ['Anna Maria Kos', 'Anna Kos', undefined],
    ['', '', undefined],
  ])('"%s" and "%s": %s', (one, other, expected) => {
    expect(nameLikeness(named(one), named(other))).toBe(expected);
    expect(nameLikeness(named(other), named(one))).toBe(expected);
  });
});

const [email, phone] = ['jan@kos.example', '600 100 200'];
const more_phones = [{ label: 'home' as const, value: '+48 600-100-200' }];

describe('people', () => {
  test.each<[object, object, string[] | undefined, string?]>([
    [person('Jan Kos', { email }), person('Jan Kos', { email: 'JAN@kos.example' }), ['email', 'name'], 'sure'],
    [person('Jan Kos', { phone }), person('Janek Kos', { more_phones }), ['phone', 'short_form'], 'sure'],
    [person('Jan Kos', { email }), person('J. Kos', { email }), ['email'], 'likely'],
    [person('Jan Kos', { email }), person('Ola Lis', { email }), ['email'], 'possible'],
    [person('Jan Kos', { phone }), person('', { phone }), ['phone'], 'likely'],
    [person('Jan Kos', { company: 'Kret' }), person('Jan Kos', { company: 'KRET' }), ['name', 'company'], 'likely'],
    [person('Jan Kos'), person('Jan Kos', { company: 'Kret' }), ['name'], 'likely'],
    [person('Ania Kowalska'), person('Anna Kowalska'), ['short_form'], 'possible'],
    [person('Jan Kos', { company: 'Kret' }), person('Jan Kos', { company: 'Gwint' }), undefined],
    [person('Jan'), person('Jan'), undefined],
    [person('Jan', { company: 'Kret' }), person('Jan', { company: 'Kret' }), ['name', 'company'], 'likely'],
    [person('Jan Kos', { company: 'Kret' }), person('Ola Lis', { company: 'Kret' }), undefined],
    [person(''), person(''), undefined],
  ])('%j and %j: %j', (one, other, reasons, confidence) => {
    for (const found of [personLikeness(one as never, other as never), personLikeness(other as never, one as never)]) {
      expect(found?.reasons).toEqual(reasons);
      expect(found && confidenceOf(found.score)).toBe(confidence);
    }
  });
});
