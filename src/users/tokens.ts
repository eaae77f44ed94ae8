import { randomBytes } from 'node:crypto';
import { sha256 } from '../core/sha256.ts';

const tokenBytes = 32;

/** A secret for a link: 43 letters, digits, `-` and `_`. Only its hash is stored. */
export function makeToken(): { token: string; token_hash: string } {
  const token = randomBytes(tokenBytes).toString('base64url');
  return { token, token_hash: hashOf(token) };
}

/** What is stored of a token. It is random, so that a plain hash is enough, whatever length of text comes in. */
export function hashOf(token: string): string {
  return sha256(token);
}
