import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SecretKeys } from '../config.ts';
import { parseId } from '../core/ids.ts';
import { deriveKey } from '../users/encryption.ts';

const purpose = 'stop-morning-mail';

/** The user and a signature, for the link that stops the mail: nothing is stored, and no link ever expires. */
export function unsubscribeToken([secretKey]: SecretKeys, userId: number): string {
  return `${userId}.${signature(secretKey, userId)}`;
}

/** The user whose mail the token stops; undefined for one that this installation did not sign. */
export function verifyUnsubscribeToken(secretKeys: SecretKeys, token: string): number | undefined {
  const [id, signed = ''] = token.split('.', 2);
  const userId = parseId(id);
  if (userId === undefined) return undefined;
  return secretKeys.some((secretKey) => isEqual(signed, signature(secretKey, userId))) ? userId : undefined;
}

function signature(secretKey: string, userId: number): string {
  return createHmac('sha256', deriveKey(secretKey, purpose)).update(String(userId)).digest('base64url');
}

function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
