// How a username is written, wherever one is typed.
import { collapseWhitespace, required, text } from '../validation/formFields.ts';

/** As it is kept and looked for: one Unicode spelling, none of the unseen marks and spaces that come with pasted text. */
export function normalizeUsername(typed: string): string {
  return collapseWhitespace(typed.normalize('NFKC'));
}

/** One that is there already, of at most `max` characters in that spelling. */
export const usernameField = (max: number) => text(max, normalizeUsername);

/** A new one: letters and digits of any alphabet and `@.+-_`, as Django has it. */
export const newUsername = required(usernameField(150)).refine(
  (value) => value === '' || /^[\p{L}\p{M}\p{N}@.+_-]+$/u.test(value),
  'accounts.username.characters',
);
