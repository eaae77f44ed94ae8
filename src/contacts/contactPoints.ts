import { fold, nationalDigits, vanityLetters } from '../db/sql/fold.ts';

/** A further email or phone of a person; the first of each kind is a column of its own. */
export interface ContactPoint {
  label: ContactPointLabel;
  value: string;
}

export const contactPointLabels = ['work', 'home', 'mobile', 'other'] as const;
export type ContactPointLabel = (typeof contactPointLabels)[number];

export type ContactPointKind = 'email' | 'phone';

/** The maximum for each kind, including the first. */
export const maxContactPoints = 20;
/** Reads this many rows of a form, so that the form can show too many rows again. */
const maxRows = 100;

/** The same for two spellings of one email or phone. */
export function contactPointKey(kind: ContactPointKind, value: string): string {
  return (kind === 'phone' && nationalDigits(value) + vanityLetters(value)) || fold(value);
}

/** Reads the columns `more_emails` and `more_phones`. */
export function toContactPoints(stored: unknown): ContactPoint[] {
  return stored as ContactPoint[];
}

/**
 * Reads rows as stored in a record, as posted by a form (the text of each row before its label, all under one name), or
 * as written by writeContactPoints(). Never throws; empty rows stay.
 */
export function readContactPoints(given: unknown): ContactPoint[] {
  const points: ContactPoint[] = [];
  const items = given === '' ? [] : [parseJson(given)].flat();
  for (const item of items.slice(0, 2 * maxRows)) {
    const last = points.at(-1);
    if (isContactPoint(item)) points.push({ label: item.label, value: item.value });
    else if (isLabel(item) && last) last.label = item;
    else if (typeof item === 'string') points.push({ label: 'other', value: item });
  }
  return points.slice(0, maxRows);
}

/** The emails and phones of a person, as columns. */
export interface PointColumns {
  email: string;
  email_label: ContactPointLabel;
  more_emails: ContactPoint[];
  phone: string;
  phone_label: ContactPointLabel;
  more_phones: ContactPoint[];
}

type StoredPoints = Omit<PointColumns, 'more_emails' | 'more_phones'> & Record<'more_emails' | 'more_phones', unknown>;

/** All emails or all phones of a person, the first one first. */
export function contactPointsOf(kind: ContactPointKind, person: StoredPoints): ContactPoint[] {
  const first = { label: person[`${kind}_label`], value: person[kind] };
  return [...(first.value === '' ? [] : [first]), ...toContactPoints(person[`more_${kind}s`])];
}

/** Where the first email or phone is empty, the next one is the first. */
export function withFirstPoints<Fields extends PointColumns>(fields: Fields): Fields {
  const [email, ...more_emails] = fields.more_emails;
  const [phone, ...more_phones] = fields.more_phones;
  return {
    ...fields,
    ...(fields.email === '' && email && { email: email.value, email_label: email.label, more_emails }),
    ...(fields.phone === '' && phone && { phone: phone.value, phone_label: phone.label, more_phones }),
  };
}

/** Serializes the rows of a form as text. */
export function writeContactPoints(given: unknown): string {
  const points = readContactPoints(given).map(({ label, value }) => ({ label, value: value.replaceAll('\0', '') }));
  return points.length > 0 ? JSON.stringify(points) : '';
}

function parseJson(given: unknown): unknown {
  if (typeof given !== 'string' || !given.startsWith('[')) return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

function isContactPoint(item: unknown): item is ContactPoint {
  const point = item as Partial<ContactPoint> | null;
  return typeof point === 'object' && typeof point?.value === 'string' && isLabel(point.label);
}

function isLabel(item: unknown): item is ContactPointLabel {
  return contactPointLabels.some((label) => label === item);
}
