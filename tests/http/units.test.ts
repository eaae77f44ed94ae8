import type { Request } from 'express';
import { describe, expect, test } from 'vitest';
import { paginate } from '../../src/db/paginate.ts';
import { HttpError } from '../../src/http/errors.ts';
import { flash, takeFlash } from '../../src/http/flash.ts';
import { initials } from '../../src/http/initials.ts';
import { linkSegments } from '../../src/http/linkify.ts';
import { idParam, ownedDb } from '../../src/http/request.ts';
import { oneOf, pageNumber, searchText } from '../../src/validation/queryFields.ts';
import { growthOf, maxGrowth } from '../support/growth.ts';

describe('paginate', () => {
  test.each([
    [0, 1, { page: 1, pages: 1, total: 0, from: 0, to: 0, skip: 0, take: 20 }],
    [1, 1, { page: 1, pages: 1, total: 1, from: 1, to: 1, skip: 0, take: 20 }],
    [20, 1, { page: 1, pages: 1, total: 20, from: 1, to: 20, skip: 0, take: 20 }],
    [21, 2, { page: 2, pages: 2, total: 21, from: 21, to: 21, skip: 20, take: 20 }],
    [45, 3, { page: 3, pages: 3, total: 45, from: 41, to: 45, skip: 40, take: 20 }],
    [45, 4, { page: 1, pages: 3, total: 45, from: 1, to: 20, skip: 0, take: 20 }],
    [0, 2, { page: 1, pages: 1, total: 0, from: 0, to: 0, skip: 0, take: 20 }],
  ])('%i rows, page %i', (total, wanted, expected) => {
    expect(paginate(total, wanted)).toEqual(expected);
  });
});

test.each([
  ['2', 2],
  [undefined, 1],
  ['', 1],
  ['0', 1],
  ['-1', 1],
  ['1.5', 1],
  ['x', 1],
  ['999999999999', 1],
  ['Infinity', 1],
  [['2', '3'], 1],
  [{ a: 1 }, 1],
])('page number %j is %i', (given, page) => {
  expect(pageNumber.parse(given)).toBe(page);
});

test.each([
  [' a \n b ', 'a b'],
  ['a\0b', 'ab'],
  [undefined, ''],
  [['a'], ''],
  ['x'.repeat(300), 'x'.repeat(200)],
])('search text %j', (given, text) => {
  expect(searchText.parse(given)).toBe(text);
});

test('oneOf reads one of the values, else undefined', () => {
  const schema = oneOf(['a', 'b']);
  expect(['a', 'c', undefined, ['a'], 'toString'].map((value) => schema.parse(value))).toEqual([
    'a',
    ...Array(4).fill(undefined),
  ]);
});

describe('idParam', () => {
  const request = (id: unknown) => ({ params: { id } }) as unknown as Request;

  test.each([
    ['1', 1],
    ['2147483647', 2147483647],
  ])('%s', (text, id) => {
    expect(idParam(request(text))).toBe(id);
  });

  test.each([
    '0',
    '-1',
    '+1',
    '01',
    '1.0',
    '1e3',
    'abc',
    '',
    ' 1',
    '1\0',
    '2147483648',
    '9'.repeat(400),
    '١',
    ['1'],
    undefined,
  ])('%j is 404', (text) => {
    expect(() => idParam(request(text))).toThrow(expect.objectContaining({ status: 404 }));
  });
});

test('a request without a user gets no database', () => {
  const request = { app: { locals: { database: {} } } } as unknown as Request;
  expect(() => ownedDb(request)).toThrow(HttpError);
  expect(() => ownedDb(request)).toThrow(expect.objectContaining({ status: 401 }));
});

test('flash messages are taken once, in order', () => {
  const request = { session: {}, headers: {} } as Request;
  flash(request, 'success', 'contacts.flash.created');
  flash(request, 'info', 'contacts.flash.namesake', { params: { count: 1 } });
  expect(takeFlash(request)).toEqual([
    { kind: 'success', key: 'contacts.flash.created' },
    { kind: 'info', key: 'contacts.flash.namesake', params: { count: 1 } },
  ]);
  expect(takeFlash(request)).toEqual([]);
  expect(request.session).toEqual({});
  expect(takeFlash({ headers: {} } as Request)).toEqual([]);
});

test('a page that waits for work keeps its messages until it is left, or until something is done on it', () => {
  const request = { session: {}, headers: {}, originalUrl: '/duplicates/?page=2' } as Request;
  const keys = (isWaiting: boolean, more: object = {}) =>
    takeFlash({ ...request, ...more } as Request, isWaiting).map(({ key }) => key);
  flash(request, 'success', 'merge.flash.merged');
  expect(keys(false, { headers: { 'x-fragment': 'progress' } })).toEqual([]);
  for (const isWaiting of [true, true, false]) expect(keys(isWaiting)).toEqual(['merge.flash.merged']);
  expect(keys(false)).toEqual([]);

  flash(request, 'success', 'merge.flash.merged');
  expect(keys(true)).toEqual(['merge.flash.merged']);
  expect(keys(false, { originalUrl: '/contacts/' })).toEqual([]);
  expect(keys(true)).toEqual([]);

  flash(request, 'success', 'merge.flash.merged');
  expect(keys(true)).toEqual(['merge.flash.merged']);
  flash(request, 'success', 'merge.flash.unmerged');
  expect(keys(true)).toEqual(['merge.flash.unmerged']);
});

describe('linkSegments', () => {
  const links = (text: string) => linkSegments(text).flatMap(({ href }) => href ?? []);

  test.each([
    ['see https://example.com/a?b=1&c="x', 'https://example.com/a?b=1&c='],
    ['(www.example.com).', 'http://www.example.com'],
    ['mail anna@example.com,', 'mailto:anna@example.com'],
    ['https://pl.wikipedia.org/wiki/Łódź', 'https://pl.wikipedia.org/wiki/Łódź'],
    ['HTTP://EXAMPLE.COM', 'HTTP://EXAMPLE.COM'],
  ])('%s links %s', (text, href) => {
    expect(links(text)).toEqual([href]);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt://example.com/%0Aalert(1)',
    'data:text/html;base64,PHNjcmlwdD4=',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://example.com/x',
    '//example.com/x',
    'plain text, 12.05.2026 i 3,50 zł',
  ])('%s is never linked with another scheme', (text) => {
    for (const href of links(text)) expect(href).toMatch(/^(https?:\/\/|mailto:)/i);
    expect(links('javascript:alert(1)')).toEqual([]);
  });

  test.each(['', 'no link', 'a https://b.pl c www.d.pl', 'https://a.pl', '👩 https://a.pl 👩', 'x\nhttps://a.pl\ny'])(
    '%j loses nothing',
    (text) => {
      expect(
        linkSegments(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    },
  );

  test.each(['a.', 'http://', 'a@', '('])('takes linear time for a text of "%s"', (part) => {
    expect(growthOf((size) => linkSegments(part.repeat(size / part.length)), 6_000)).toBeLessThan(maxGrowth);
  });
});

test.each([
  ['Jan Kowalski', 'JK'],
  ['jan maria kowalski', 'JK'],
  ['Łukasz', 'Ł'],
  ['anna.nowak', 'AN'],
  ['anna.kowalska@firma.pl', 'AK'],
  ['@firma', 'F'],
  ['Anna Nowak-Kowalska', 'AK'],
  ['Bar @ Home', 'BH'],
  ['Sklep „U Ewy”', 'SE'],
  ['Kwiaciarnia „Malwa” Sp. z o.o.', 'KM'],
  ['Dąb Sp. z o. o. sp. k.', 'D'],
  ['Bracia Nowak sp.j.', 'BN'],
  ['Orlen SA', 'O'],
  ['Huta Szkła S.A.', 'HS'],
  ['Cukiernia Sowa s.c.', 'CS'],
  ['Acme Tools, Inc.', 'AT'],
  ['Oak Joinery Ltd', 'OJ'],
  ['Berg GmbH', 'B'],
  ['Mei Sa', 'MS'],
  ['Sp. z o.o.', 'SO'],
  ['', '?'],
  ['!!!', '?'],
  ['«Ż» "Ó"', 'ŻÓ'],
  ['𝒳 y', '𝒳Y'],
])('initials of %j are %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
