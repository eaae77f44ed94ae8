// Which values make two people the same, without a database.
import { describe, expect, test } from 'vitest';
import { hasSame, matchFields, matchKeys, shareNameWord } from '../../src/contacts/samePerson.ts';

const nobody = { first_name: '', last_name: '', email: '', phone: '' };
type Person = typeof nobody;

const sharedFields = (one: Partial<Person>, other: Partial<Person>) =>
  matchFields.filter((field) => hasSame(field, { ...nobody, ...one }, { ...nobody, ...other }));

describe('two people', () => {
  test.each<[string, Partial<Person>, Partial<Person>]>([
    ['email', { email: 'Jan@Example.com' }, { email: 'jan@example.COM' }],
    ['phone', { phone: '+48 600 100 200' }, { phone: '600-100-200' }],
    ['phone', { phone: '0048600100200' }, { phone: '(600) 100 200' }],
    ['phone', { phone: '1-800-555-CALL' }, { phone: '+1 800 555 CALL' }],
    ['phone', { phone: '22 555 12 34 EXT 5' }, { phone: '22 555 12 345' }],
    ['phone', { phone: '5551234' }, { phone: '+1 212 555 1234' }],
    ['name', { first_name: 'Łukasz', last_name: 'Żółty' }, { first_name: '', last_name: 'lukasz ZOLTY' }],
  ])('have the same %s: %j and %j', (field, one, other) => {
    expect(sharedFields(one, other)).toEqual([field]);
    expect(sharedFields(other, one)).toEqual([field]);
  });

  test.each<[Partial<Person>, Partial<Person>]>([
    [{ email: 'jan@example.com' }, { email: 'jan@example.co' }],
    [{ phone: '+48 600 100 200' }, { phone: '+48 601 100 200' }],
    [{ phone: '22 600 100 200' }, { phone: '33 600 100 200' }],
    [{ phone: '100 200' }, { phone: '100 200' }],
    [{ phone: '1-800-555-CALL' }, { phone: '1-800-555-HELP' }],
    [{ phone: '1-800-FLOWERS' }, { phone: '1-800-DOCTORS' }],
    [
      { first_name: 'Jan', last_name: 'Nowak' },
      { first_name: 'Nowak', last_name: 'Jan' },
    ],
    [{}, {}],
  ])('have nothing in common: %j and %j', (one, other) => {
    expect(sharedFields(one, other)).toEqual([]);
  });
});

test('whatever is the same has the same key, by which it is looked up', () => {
  const one = { first_name: 'Jan', last_name: 'Kos', email: 'JAN@x.pl', phone: '0048 600 100 200' };
  const other = { first_name: 'JAN', last_name: 'Kós', email: 'jan@X.pl', phone: '600100200' };
  expect(matchKeys(one)).toEqual({ email: 'jan@x.pl', phone: '0100200', name: 'jan kos' });
  expect(matchKeys(other)).toEqual(matchKeys(one));
  expect(matchKeys({ ...nobody, phone: '112' })).toEqual({ email: '', phone: '', name: '' });
});

test.each([
  [{ first_name: 'Anna', last_name: 'Nowak-Kos' }, { first_name: '', last_name: 'KOS' }, true],
  [{ first_name: 'Anna', last_name: 'Nowak' }, { first_name: 'Ola', last_name: 'Kos' }, false],
  [{ first_name: '', last_name: '' }, { first_name: '', last_name: '' }, false],
])('the names of %j and %j share a word: %s', (one, other, share) => {
  expect(shareNameWord(one, other)).toBe(share);
});
