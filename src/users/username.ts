// How a username is written, wherever one is typed.
import { oneLine, required, text } from '../http/forms/fields.ts';

/** As it is kept and looked for: one Unicode spelling, none of the unseen marks and spaces that come with pasted text. */
export function normalUsername(typed: string): string {
  return oneLine(typed.normalize('NFKC'));
}

/** One that is there already, of at most `max` characters in that spelling. */
export const usernameField = (max: number) => text(max, normalUsername);

/** A new one: letters and digits of any alphabet and `@.+-_`, as Django has it. */
export const newUsername = required(usernameField(150)).refine(
  (value) => value === '' || /^[\p{L}\p{M}\p{N}@.+_-]+$/u.test(value),
  'accounts.username.characters',
);
