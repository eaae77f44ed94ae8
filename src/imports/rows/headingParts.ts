import type { ContactPointKind, ContactPointLabel } from '../../contacts/contactPoints.ts';
import { addressPlaces, addressWords, birthdayWords, pointWords } from './headingWords.ts';

export type AddressPart = keyof typeof addressWords;
type DatePart = keyof typeof birthdayWords;

/** What a header says in addition to the field. */
export interface HeadingPart {
  /** The number of an email, phone or address in a heading such as "Phone 2"; 1 when there is none. */
  number?: number;
  label?: ContactPointLabel;
  part?: AddressPart;
  /** Set for a birthday that is split into three columns. */
  datePart?: DatePart;
  /** The words that distinguish several addresses: "home". */
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
  | 'birthday'
  | 'notes';
type PartMatch = HeadingPart & { field: PartField };

/** Reads headings that are composed: "Business Phone 2", "Home City", "Telefon komórkowy do kontaktu". */
export function matchParts(words: string, unnumbered: string, number: number): PartMatch | undefined {
  const datePart = datePartOf.get(words);
  if (datePart) return { field: 'birthday', datePart };
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
  const kind = pointKind(has);
  // "Tel./fax" is a phone; a fax alone goes to the notes.
  if (has('fax') && !kind) return { field: 'notes' };
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

function byWord<Part extends string>(lists: Record<Part, string>): Map<string, Part> {
  const entries = Object.entries(lists) as [Part, string][];
  return new Map(entries.flatMap(([part, words]) => words.split('|').map((word) => [word, part] as const)));
}

const datePartOf = byWord<DatePart>(birthdayWords);
const partOf = byWord<AddressPart>(addressWords);
const placeOf = byWord<keyof typeof addressPlaces>(addressPlaces);

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

const placeWords = (words: string) => (placeOf.has(words) ? words : words.replace(/ (?:address|adres|adresse)$/, ''));

/** "home city", and "city home" as well. */
function placed(start: string, end: string, number: number): PartMatch | undefined {
  const [place, part] =
    placeOf.has(placeWords(start)) && partOf.has(end) ? [placeWords(start), end] : [placeWords(end), start];
  const [kind, found] = [placeOf.get(place), partOf.get(part)];
  if (!kind || !found) return undefined;
  const field = kind === 'company' ? 'company_address' : 'address';
  return { field, part: found, place: `${kind === 'other' && place !== 'other' ? '' : kind}${number}`, number };
}
