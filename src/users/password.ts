import { createRequire } from 'node:module';
import type { dictionary } from '@zxcvbn-ts/language-common';
import bcrypt from 'bcrypt';
import type { TextKey } from '../i18n/translate.ts';
import { polishStems } from './polishPasswords.ts';

export const minPasswordLength = 8;
/** bcrypt ignores further bytes. */
const maxBytes = 72;
const cost = 12;
/** Compared for unknown users, so that refusing them takes as long as refusing a wrong password. */
export const unknownUserHash = '$2b$12$uzcA33j3AKasvbOykxAP6Oo9VD8xNMZJiVvn0OnPELZj8I7WE/3w.';

let commonPasswords: Set<string> | undefined;

// The lists take 5 MB of every process, so the first new password loads them.
function loadCommonPasswords(): Set<string> {
  const lists: { dictionary: typeof dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common');
  return new Set(lists.dictionary['passwords-common'].filter((word) => word.length >= minPasswordLength));
}

interface PasswordOwner {
  username: string;
  email: string;
}

/** The message key of what is wrong with a new password; undefined when it is good. */
export function passwordProblem(typed: string, owner: PasswordOwner): TextKey | undefined {
  const password = normalizePassword(typed);
  if (password.includes('\0')) return 'forms.nul';
  if ([...password].length < minPasswordLength) return 'accounts.password.tooShort';
  if (byteLength(password) > maxBytes) return 'accounts.password.tooLong';
  if (resemblesName(password, owner)) return 'accounts.password.resemblesName';
  return isCommon(password) ? 'accounts.password.common' : undefined;
}

export function hashPassword(password: string): Promise<string> {
  return bcrypt.hash(normalizePassword(password), cost);
}

/** Takes the same time without a hash (an unknown user). */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const same = await bcrypt.compare(normalizePassword(password), hash ?? unknownUserHash);
  return same && hash !== undefined && byteLength(password) <= maxBytes;
}

// "ó" has two spellings in Unicode, and keyboards differ in which one they send.
export function normalizePassword(password: string): string {
  return password.normalize('NFKC');
}

function byteLength(password: string): number {
  return Buffer.byteLength(normalizePassword(password));
}

const maxExtraCharacters = 3;

/** The name with few other characters: `anna.kowalska1`. */
function resemblesName(password: string, { username, email }: PasswordOwner): boolean {
  const lowercase = password.toLowerCase();
  const names = [username, email, email.split('@')[0] ?? '']
    .map((name) => normalizePassword(name).toLowerCase())
    .filter((name) => name.length > 3);
  return names.some((name) => lowercase.includes(name) && lowercase.length - name.length <= maxExtraCharacters);
}

function isCommon(password: string): boolean {
  const lowercase = password.toLowerCase();
  commonPasswords ??= loadCommonPasswords();
  return (
    commonPasswords.has(lowercase) ||
    isProductName(lowercase) ||
    isPolishCommon(lowercase) ||
    isRepeated(lowercase) ||
    isSequence(lowercase)
  );
}

function isProductName(lowercase: string): boolean {
  return /^(my|moj|moje)?[ ._-]?(mini)?[ ._-]?crm[\d!.?_-]*$/.test(lowercase);
}

/** `haslo123`, `polska2024!` */
function isPolishCommon(lowercase: string): boolean {
  const plain = lowercase.replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '');
  return polishStems.has(plain.replace(/[\d!.?_-]+$/, ''));
}

function isRepeated(lowercase: string): boolean {
  return /^(.{1,4}?)\1+.{0,3}$/su.test(lowercase) && new Set(lowercase).size <= 4;
}

const sequencesForward = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  'zaq12wsxcde34rfv',
];
const sequences = sequencesForward.flatMap((row) => [row, [...row].reverse().join('')]);

/** Neighboring keys, letters or digits: `qwertyui`, `87654321` */
function isSequence(lowercase: string): boolean {
  return sequences.some((sequence) => sequence.includes(lowercase));
}
