import { expect, it } from 'vitest';
import { cookieOf, sidIn, sidOf } from './signedIn.ts';

it('reads the session out of a cookie that it signed, among others', () => {
  expect(sidIn(`__Host-lang=pl; ${cookieOf(sidOf(3))}; __Host-csrf=x`)).toBe(sidOf(3));
});

it('reads none that somebody else signed, and none where there is none', () => {
  expect(sidIn(cookieOf(sidOf(3)).replace('bench-3', 'bench-2'))).toBeUndefined();
  expect(sidIn('__Host-csrf=x')).toBeUndefined();
  expect(sidIn(undefined)).toBeUndefined();
});
