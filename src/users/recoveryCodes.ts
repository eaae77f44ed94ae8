import { randomBytes } from 'node:crypto';
import { hashToken } from './tokens.ts';

const codeCount = 10;
/** 32 characters without those that look alike; 24 of them are 120 bits. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

export function createRecoveryCodes(): string[] {
  return Array.from({ length: codeCount }, createRecoveryCode);
}

/** Case, spaces and hyphens make no difference. */
export function hashRecoveryCode(code: string): string {
  return hashToken(code.toLowerCase().replace(/[^a-z\d]/g, ''));
}

function createRecoveryCode(): string {
  const characters = Array.from(randomBytes(24), (byte) => alphabet[byte % alphabet.length]).join('');
  return characters.match(/.{4}/g)?.join('-') ?? characters;
}
