import { collapseWhitespace, required, text } from '../validation/formFields.ts';

/** Normalizes the Unicode spelling and removes invisible characters of pasted text. */
export function normalizeUsername(typed: string): string {
  return collapseWhitespace(typed.normalize('NFKC'));
}

export const usernameField = (max: number) => text(max, normalizeUsername);

/** Letters and digits of any alphabet and `@.+-_`, as in Django. */
export const newUsername = required(usernameField(150)).refine(
  (value) => value === '' || /^[\p{L}\p{M}\p{N}@.+_-]+$/u.test(value),
  'accounts.username.characters',
);
