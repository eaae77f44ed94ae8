import { createHash } from 'node:crypto';

/** SHA-256 in 43 letters, digits, `-` and `_`: what is stored or compared instead of the text. */
export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('base64url');
}
