import { randomBytes } from 'node:crypto';
import { sha256 } from '../core/sha256.ts';

const tokenBytes = 32;

/** 43 letters, digits, `-` and `_`; only the hash is stored. */
export function createToken(): { token: string; token_hash: string } {
  const token = randomBytes(tokenBytes).toString('base64url');
  return { token, token_hash: hashToken(token) };
}

/** Tokens are random, so that a plain hash is enough. */
export function hashToken(token: string): string {
  return sha256(token);
}
