import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretKeys } from '../config.ts';

/**
 * Text that only this installation can read or make (AES-256-GCM); each purpose has its own key, made from SECRET_KEY, so
 * that what was sealed for one cannot be passed off for another.
 */
export function seal([current]: SecretKeys, purpose: string, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(current, purpose), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Undefined for what was not sealed here, or under a key that is in the settings no more. */
export function unseal(secretKeys: readonly string[], purpose: string, text: string): string | undefined {
  return openSealed(secretKeys, purpose, text)?.opened;
}

/** The same text under the current key; undefined when it is so already, or opens under none. */
export function resealed(secretKeys: SecretKeys, purpose: string, text: string): string | undefined {
  const found = openSealed(secretKeys, purpose, text);
  return found && found.secretKey !== secretKeys[0] ? seal(secretKeys, purpose, found.opened) : undefined;
}

function openSealed(secretKeys: readonly string[], purpose: string, text: string) {
  for (const secretKey of secretKeys) {
    const opened = unsealBy(secretKey, purpose, text);
    if (opened !== undefined) return { opened, secretKey };
  }
  return undefined;
}

function unsealBy(secretKey: string, purpose: string, text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secretKey, purpose), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** A key of 32 bytes for one purpose. */
export function keyFor(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'mini-crm', purpose, 32));
}
