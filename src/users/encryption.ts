import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretKeys } from '../config.ts';

/** AES-256-GCM as base64url. Each purpose has its own key: a text for one cannot be used for another. */
export function encrypt([current]: SecretKeys, purpose: string, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(current, purpose), iv);
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url');
}

/** Undefined when no key decrypts the text for this purpose. */
export function decrypt(secretKeys: readonly string[], purpose: string, text: string): string | undefined {
  return decryptWithAny(secretKeys, purpose, text)?.decrypted;
}

/** Undefined when the text has the current key already, or no key decrypts it. */
export function reencrypt(secretKeys: SecretKeys, purpose: string, text: string): string | undefined {
  const result = decryptWithAny(secretKeys, purpose, text);
  return result && result.secretKey !== secretKeys[0] ? encrypt(secretKeys, purpose, result.decrypted) : undefined;
}

function decryptWithAny(secretKeys: readonly string[], purpose: string, text: string) {
  for (const secretKey of secretKeys) {
    const decrypted = decryptWith(secretKey, purpose, text);
    if (decrypted !== undefined) return { decrypted, secretKey };
  }
  return undefined;
}

function decryptWith(secretKey: string, purpose: string, text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(secretKey, purpose), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** HKDF; 32 bytes. */
export function deriveKey(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'mini-crm', purpose, 32));
}
