import { expect, it } from 'vitest';
import { parseSid, sessionCookie, userSid } from './sessions.ts';

it('reads the session id from a signed cookie among others', () => {
  expect(parseSid(`__Host-lang=pl; ${sessionCookie(userSid(3))}; __Host-csrf=x`)).toBe(userSid(3));
});

it('reads no session id without a valid signature', () => {
  expect(parseSid(sessionCookie(userSid(3)).replace('3.bench', '2.bench'))).toBeUndefined();
  expect(parseSid('__Host-csrf=x')).toBeUndefined();
  expect(parseSid(undefined)).toBeUndefined();
});
