import { describe, expect, test } from 'vitest';
import { localPath, withQuery } from '../src/core/paths.ts';
import { urls } from '../src/urls.ts';

// Files, whose names other programs know.
const isFile = (name: string) => /^(securityTxt|feed|\w+Event)$/.test(name);

test('every address begins and ends with a slash', () => {
  const pages = Object.entries(urls).filter(([name]) => !isFile(name));
  const addresses = pages.map(([name, url]) => [
    name,
    (url as (id?: number) => string)(name === 'login' ? undefined : 7),
  ]);
  for (const [name, address] of addresses) {
    expect(address?.split(/[?#]/)[0], name).toMatch(/^\/([\w-]+\/)*$/);
  }
});

test('those of the specification are exactly these', () => {
  const { contact, contactEdit, contactDelete, company, interactionCreate, interactionDelete, taskToggle, summarize } =
    urls;
  expect([urls.landing(), urls.login(), urls.register(), urls.logout(), urls.profile(), urls.dashboard()]).toEqual([
    '/',
    '/accounts/login/',
    '/accounts/register/',
    '/accounts/logout/',
    '/accounts/profile/',
    '/dashboard/',
  ]);
  expect([contact(7), contactEdit(7), contactDelete(7), company(7)]).toEqual([
    '/contacts/7/',
    '/contacts/7/edit/',
    '/contacts/7/delete/',
    '/companies/7/',
  ]);
  expect([interactionCreate(7), interactionDelete(7), taskToggle(7), summarize(7)]).toEqual([
    '/contacts/7/interactions/create/',
    '/interactions/7/delete/',
    '/tasks/7/toggle/',
    '/ai/summarize/7/',
  ]);
});

test('withQuery writes what has a value, escaped', () => {
  expect(withQuery('/x/', {})).toBe('/x/');
  expect(withQuery('/x/', { a: undefined, b: '' })).toBe('/x/');
  expect(withQuery('/x/', { a: 0, b: 'ł & ?=#', c: undefined })).toBe('/x/?a=0&b=%C5%82+%26+%3F%3D%23');
  expect(urls.login('/contacts/?page=2&status=lead')).toBe(
    '/accounts/login/?next=%2Fcontacts%2F%3Fpage%3D2%26status%3Dlead',
  );
});

describe('localPath', () => {
  test.each(['/', '/contacts/', '/contacts/?page=2&search=a%20b', '/contacts/7/#notes', '/%2F%2Fevil.com/', '/a//b'])(
    '%s stays',
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  test.each([
    '//evil.com',
    '///evil.com',
    '/\\evil.com',
    '\\\\evil.com',
    '/\t/evil.com',
    '/\n/evil.com',
    '\t//evil.com',
    ' /contacts/',
    'https://evil.com/',
    'https:evil.com',
    'http:/evil.com',
    'javascript:alert(1)',
    'data:text/html,x',
    '/..//evil.com',
    '/.//evil.com',
    '/%2e//evil.com',
    '/a/..//evil.com',
    'contacts/',
    '?page=2',
    '',
    `/${'a'.repeat(2000)}`,
    undefined,
    null,
    7,
    ['/contacts/'],
    { toString: () => '/contacts/' },
  ])('%j is not of this site', (text) => {
    expect(localPath(text)).toBeUndefined();
  });

  test('what it lets through leads nowhere else, whatever the text', () => {
    const signs = ['/', '\\', '.', '%2f', '%5c', '\t', '@', ':', '?', '#', 'evil.com', '//', 'http:', '\u3002', '%09'];
    for (let n = 0; n < 5000; n++) {
      const text = `/${Array.from({ length: 4 }, (_, i) => signs[Math.floor(n / signs.length ** i) % signs.length]).join('')}`;
      const path = localPath(text);
      if (path !== undefined) expect(new URL(path, 'https://crm.example').origin, text).toBe('https://crm.example');
    }
  });
});
