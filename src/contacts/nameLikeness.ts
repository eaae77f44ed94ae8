import { fold } from '../db/sql/fold.ts';
import { sameNames } from '../db/sql/shortNames.ts';
import { typoKeys } from '../db/sql/typoKeys.ts';
import { fullName } from './contactName.ts';
import { isFirstName } from './firstNames.ts';

type Name = Parameters<typeof fullName>[0];

/**
 * `short_form`: another form of the first name, such as Ania for Anna. `typo`: one letter is missing, extra, wrong or
 * moved.
 */
export type NameLikeness = 'name' | 'short_form' | 'typo';

/** How two names resemble each other; undefined where they do not, or one is empty. */
export function nameLikeness(one: Name, other: Name): NameLikeness | undefined {
  const [a, b] = [fold(fullName(one)), fold(fullName(other))];
  if (a === '' || b === '') return undefined;
  if (a === b) return 'name';
  const [words, others] = [nameWords(one), nameWords(other)];
  if (words.length < 2 || words.length !== others.length) return undefined;
  const differing = words.flatMap((word, at) => (word === others[at] ? [] : [[word, others[at] ?? ''] as const]));
  return differing.length > 1 ? undefined : wordLikeness(...(differing[0] ?? (['', ''] as const)));
}

/** The words of a name, folded. */
export function nameWords(person: Name): string[] {
  return fold(fullName(person))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** The folded names by which somebody may be found: their own, and those of otherForms(). */
export function nameKeys(person: Name): string[] {
  const name = fold(fullName(person));
  return name === '' ? [] : [name, ...formsOf(name)];
}

/** The folded names that differ from this one in the form of the first name alone. */
export function otherForms(person: Name): string[] {
  return formsOf(fold(fullName(person)));
}

function formsOf(name: string): string[] {
  const [first = '', ...rest] = name.split(' ');
  return rest.length === 0 ? [] : sameNames(first).map((form) => [form, ...rest].join(' '));
}

function wordLikeness(word: string, other: string): 'short_form' | 'typo' | undefined {
  if (sameNames(word).includes(other)) return 'short_form';
  // They differ in a hyphen only.
  if (word === other) return 'typo';
  // Maria is not a mistyped Marta.
  if (!isLongWord(word) || !isLongWord(other) || (isFirstName(word) && isFirstName(other))) return undefined;
  const keys = new Set(typoKeys(word));
  return typoKeys(other).some((key) => keys.has(key)) ? 'typo' : undefined;
}

function isLongWord(word: string): boolean {
  return /^\p{L}{4,}$/u.test(word);
}
