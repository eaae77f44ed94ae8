import { collapseWhitespace, required, text } from '../validation/formFields.ts';

/** The stored form: one Unicode spelling, without the invisible characters of pasted text. */
export function normalizeUsername(typed: string): string {
  return collapseWhitespace(typed.normalize('NFKC'));
}

/** An existing username, of at most `max` characters. */
export const usernameField = (max: number) => text(max, normalizeUsername);

/** A new username: letters and digits of any alphabet and `@.+-_`, as in Django. */
export const newUsername = required(usernameField(150)).refine(
  (value) => value === '' || /^[\p{L}\p{M}\p{N}@.+_-]+$/u.test(value),
  'accounts.username.characters',
);
