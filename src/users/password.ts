import { createRequire } from 'node:module';
import type { dictionary } from '@zxcvbn-ts/language-common';
import bcrypt from 'bcrypt';
import type { TextKey } from '../i18n/translate.ts';
import { polishStems } from './polishPasswords.ts';

export const shortestPassword = 8;
/** Where bcrypt stops reading. */
const mostBytes = 72;
const cost = 12;
// Of a password nobody knows: an unknown user takes as long to refuse as a wrong password.
const nobodysHash = '$2b$12$uzcA33j3AKasvbOykxAP6Oo9VD8xNMZJiVvn0OnPELZj8I7WE/3w.';

let common: Set<string> | undefined;

// Read when the first password is chosen: the lists take 5 MB of every worker.
function commonPasswords(): Set<string> {
  const lists: { dictionary: typeof dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common');
  return new Set(lists.dictionary['passwords-common'].filter((word) => word.length >= shortestPassword));
}

interface Person {
  username: string;
  email: string;
}

/** What speaks against a password for this person, as a text of the catalogue; nothing when it is good. */
export function passwordProblem(given: string, person: Person): TextKey | undefined {
  // In the writing that is hashed: full-width letters make no other password of a common one.
  const password = normal(given);
  if (password.includes('\0')) return 'forms.nul';
  if ([...password].length < shortestPassword) return 'accounts.password.tooShort';
  if (bytesOf(password) > mostBytes) return 'accounts.password.tooLong';
  if (isLikeName(password, person)) return 'accounts.password.likeName';
  return isCommon(password) ? 'accounts.password.common' : undefined;
}

export function hashPassword(password: string): Promise<string> {
  return bcrypt.hash(normal(password), cost);
}

/** Takes the same time whether there is such a user (a hash) or not. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const same = await bcrypt.compare(normal(password), hash ?? nobodysHash);
  return same && hash !== undefined && bytesOf(password) <= mostBytes;
}

// "ó" has two spellings in Unicode, and keyboards differ in which they send.
function normal(password: string): string {
  return password.normalize('NFKC');
}

function bytesOf(password: string): number {
  return Buffer.byteLength(normal(password));
}

const sparedCharacters = 3;

/** The username or the email with hardly anything around it: `anna.kowalska1`. */
function isLikeName(password: string, { username, email }: Person): boolean {
  const given = password.toLowerCase();
  const names = [username, email, email.split('@')[0] ?? '']
    .map((name) => normal(name).toLowerCase())
    .filter((name) => name.length > 3);
  return names.some((name) => given.includes(name) && given.length - name.length <= sparedCharacters);
}

function isCommon(password: string): boolean {
  const given = password.toLowerCase();
  common ??= commonPasswords();
  return common.has(given) || isProductName(given) || isPolishCommon(given) || isRepeated(given) || isRun(given);
}

/** `mini-crm1`, `MiniCRM2026!`: the first thing to try here. */
function isProductName(given: string): boolean {
  return /^(my|moj|moje)?[ ._-]?(mini)?[ ._-]?crm[\d!.?_-]*$/.test(given);
}

/** `haslo123`, `polska2024!`: a word everybody takes, and digits to please the rule. */
function isPolishCommon(given: string): boolean {
  const plain = given.replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '');
  return polishStems.has(plain.replace(/[\d!.?_-]+$/, ''));
}

/** `aaaaaaaa`, `12121212`, `abcabcabc`. */
function isRepeated(given: string): boolean {
  return /^(.{1,4}?)\1+.{0,3}$/su.test(given) && new Set(given).size <= 4;
}

const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  'zaq12wsxcde34rfv',
];
const runs = rows.flatMap((row) => [row, [...row].reverse().join('')]);

/** Neighbours on the keyboard or in the alphabet. */
function isRun(given: string): boolean {
  return runs.some((row) => row.includes(given));
}
