import type { Likeness } from '../core/likeness.ts';
import { fold } from '../db/sql/fold.ts';
import { type NameLikeness, nameLikeness, nameWords } from './nameLikeness.ts';
import { hasSame, type PersonIdentity, shareNameWord, withEachPoint } from './samePerson.ts';

/** Why two people may be one. The company counts beside another reason only. */
export type PersonReason = 'email' | 'phone' | NameLikeness | 'company';

const weights: Record<PersonReason, number> = { email: 55, phone: 45, name: 45, short_form: 35, typo: 30, company: 15 };
/** Weight of a shared word in the names, such as an initial with the same last name. */
const sharedWord = 10;
const differentNames = -25;

/** The rule for two people who may be one; undefined where nothing speaks for it. */
export function personLikeness(one: PersonIdentity, other: PersonIdentity): Likeness<PersonReason> | undefined {
  const points = (['email', 'phone'] as const).filter((field) => sharesOne(field, one, other));
  const company = compareCompanies(one, other);
  const name = nameLikeness(one, other);
  const counts = points.length > 0 || company === 'same' || (company === 'unknown' && nameWords(one).length > 1);
  const reasons = [...points, ...(name && counts ? [name] : [])];
  if (reasons.length === 0) return undefined;
  const all: PersonReason[] = company === 'same' ? [...reasons, 'company'] : reasons;
  const score = all.reduce((sum, reason) => sum + weights[reason], name ? 0 : ofNames(one, other));
  return { reasons: all, score: Math.min(Math.max(score, 0), 100) };
}

function sharesOne(field: 'email' | 'phone', one: PersonIdentity, other: PersonIdentity): boolean {
  const others = withEachPoint(other);
  return withEachPoint(one).some((a) => others.some((b) => hasSame(field, a, b)));
}

function compareCompanies(one: PersonIdentity, other: PersonIdentity): 'same' | 'other' | 'unknown' {
  if (!one.company || !other.company) return 'unknown';
  return fold(one.company) === fold(other.company) ? 'same' : 'other';
}

function ofNames(one: PersonIdentity, other: PersonIdentity): number {
  if (nameWords(one).length === 0 || nameWords(other).length === 0) return 0;
  return shareNameWord(one, other) ? sharedWord : differentNames;
}
