import type { ContactPointKind, ContactPointLabel } from '../../contacts/contactPoints.ts';
import { addressPlaces, addressWords, pointWords } from './headingWords.ts';

export type AddressPart = keyof typeof addressWords;

/** What a heading says besides the field. */
export interface HeadingPart {
  /** Of several emails, phones or addresses; 1 where there is none. */
  number?: number;
  label?: ContactPointLabel;
  part?: AddressPart;
  /** The words that tell one address from another. */
  place?: string;
}

type PartField =
  | 'email'
  | 'email_label'
  | 'phone'
  | 'phone_label'
  | 'address'
  | 'company_address'
  | 'company_phone'
  | 'company_email'
  | 'notes';
type PartMatch = HeadingPart & { field: PartField };

/** Reads headings that are composed: "Business Phone 2", "Home City", "Telefon komórkowy do kontaktu". */
export function matchParts(words: string, unnumbered: string, number: number): PartMatch | undefined {
  return matchPoint(unnumbered, number) ?? matchAddress(words, 1) ?? matchAddress(unnumbered, number);
}

const setOf = (words: string) => new Set(words.split('|'));
const sets = Object.fromEntries(Object.entries(pointWords).map(([kind, words]) => [kind, setOf(words)])) as Record<
  keyof typeof pointWords,
  Set<string>
>;
const allSets = Object.values(sets);

function matchPoint(unnumbered: string, number: number): PartMatch | undefined {
  const words = unnumbered.split(' ');
  const has = (kind: keyof typeof pointWords) => words.some((word) => sets[kind].has(word));
  if (!words.every((word) => allSets.some((set) => set.has(word)))) return undefined;
  if (has('fax')) return { field: 'notes' };
  const kind = pointKind(has);
  if (!kind) return undefined;
  if (has('label')) return { field: `${kind}_label`, number };
  const label = (['mobile', 'work', 'home'] as const).find((one) => has(one));
  if (has('company')) return { field: `company_${kind}`, number };
  return { field: kind, number, ...(label && { label }) };
}

function pointKind(has: (kind: keyof typeof pointWords) => boolean): ContactPointKind | undefined {
  if (has('email')) return 'email';
  return has('phone') || has('mobile') ? 'phone' : undefined;
}

const partOf = new Map(
  Object.entries(addressWords).flatMap(([part, words]) =>
    words.split('|').map((word) => [word, part as AddressPart] as const),
  ),
);
const placeOf = new Map(
  Object.entries(addressPlaces).flatMap(([place, words]) =>
    words.split('|').map((word) => [word, place as keyof typeof addressPlaces] as const),
  ),
);

function matchAddress(text: string, number: number): PartMatch | undefined {
  const whole = partOf.get(text);
  if (whole) return { field: 'address', part: whole, place: String(number), number };
  const words = text.split(' ');
  for (let at = 1; at < words.length; at++) {
    const found = placed(words.slice(0, at).join(' '), words.slice(at).join(' '), number);
    if (found) return found;
  }
  return undefined;
}

/** "home city", and "city home" as well. */
function placed(start: string, end: string, number: number): PartMatch | undefined {
  const [place, part] = placeOf.has(start) && partOf.has(end) ? [start, end] : [end, start];
  const [kind, found] = [placeOf.get(place), partOf.get(part)];
  if (!kind || !found) return undefined;
  const field = kind === 'company' ? 'company_address' : 'address';
  return { field, part: found, place: `${kind === 'other' && place !== 'other' ? '' : kind}${number}`, number };
}
