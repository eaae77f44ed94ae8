import { createHash } from 'node:crypto';

/** SHA-256 as 43 characters of base64url. */
export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('base64url');
}
