// What an error while sending says about whether the mail has gone out.
import { expect, test } from 'vitest';
import { isCertainlyUnsent } from '../../src/mail/sendFailure.ts';

test.each([
  [{ code: 'EENVELOPE', responseCode: 550 }, true],
  [{ code: 'EMESSAGE', responseCode: 451 }, true],
  [{ code: 'ESOCKET', syscall: 'connect' }, true],
  [{ code: 'ETIMEDOUT', timeoutType: 'CONNECT_TIMEOUT' }, true],
  [{ code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' }, true],
  [{ code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }, false],
  [{ code: 'ECONNECTION' }, false],
  [{ code: 'ESOCKET', syscall: 'read' }, false],
  [undefined, false],
])('%j: certainly unsent is %s', (error, expected) => {
  expect(isCertainlyUnsent(error)).toBe(expected);
});
