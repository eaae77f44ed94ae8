import { z } from 'zod';
import { isId, parseId } from '../core/ids.ts';

/** The kinds of fields that forms are made of. Messages are keys of the catalogue; a missing field reads as empty. */

const withoutNul = (value: string) => !value.includes('\0');

/** One line of text, trimmed, of at most `max` characters as a person counts (code points, as PostgreSQL does). */
export const singleLine = (max: number) => text(max, collapseWhitespace);

/** Text of several lines; line ends become `\n`, space at the ends goes. */
export const multiLine = (max: number) => text(max, (value) => value.replace(/\r\n?/g, '\n').trim());

/** Text of at most `max` characters after `tidy`. */
export function text(max: number, tidy: (value: string) => string) {
  return z
    .string()
    .default('')
    .refine(withoutNul, 'forms.nul')
    .transform(tidy)
    .superRefine((value, context) => {
      if (countCharacters(value) <= max) return;
      context.addIssue({ code: 'too_big', origin: 'string', maximum: max, inclusive: true, input: value });
    })
    .meta({ maxlength: max });
}

/** The most characters that a field of a schema takes; undefined without a limit. */
export function getMaxlength(field: unknown): number | undefined {
  const told = field instanceof z.ZodType ? field.meta()?.['maxlength'] : undefined;
  if (told === undefined && field instanceof z.ZodPipe) return getMaxlength(field.in);
  return told as number | undefined;
}

export const required = <T extends z.ZodType<string>>(field: T) =>
  field.refine((value) => value !== '', 'forms.required');

export const maxEmailLength = 254;
export const email = singleLine(maxEmailLength).refine((value) => value === '' || isEmail(value), 'forms.email');

/** An address of the web; a missing scheme is added, and nothing but http and https is let through. */
export const website = text(500, (value) => withScheme(collapseWhitespace(value))).refine(
  (value) => value === '' || isWebsite(value),
  'forms.website',
);

export const maxPhoneLength = 20;
/** A phone number in any usual writing, kept as typed. */
export const phone = singleLine(maxPhoneLength).refine((value) => value === '' || isPhone(value), 'forms.phone');

/** A row's id, or null when nothing is chosen. */
export const optionalId = z
  .string()
  .default('')
  .refine((value) => value === '' || isId(value), 'forms.choice')
  .transform((value) => parseId(value) ?? null);

/** A tick box: ticked or not. */
export const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');

/** For a rule of several fields, as its `when`: what it finds is told together with the fields' own errors, not after them. */
export function isParsed({ value }: { value: unknown }): boolean {
  return typeof value === 'object' && value !== null;
}

export const choice = <const T extends readonly [string, ...string[]]>(values: T, initial: T[number]) =>
  z.preprocess((value) => (value === undefined || value === '' ? initial : value), z.enum(values, 'forms.choice'));

// Unseen marks that come with pasted text (zero width, direction) would only keep equal values from being equal.
export function collapseWhitespace(value: string): string {
  return value
    .replace(/[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

// "example.com:8080" has a port, not a scheme.
function withScheme(value: string): string {
  return value === '' || /^[a-z][a-z\d+.-]*:(?!\d)/i.test(value) ? value : `https://${value}`;
}

function countCharacters(value: string): number {
  return [...value].length;
}

function isEmail(value: string): boolean {
  return /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+\.[^\s@.<>()[\],;:\\"]{2,}$/u.test(value) && !value.includes('..');
}

function isWebsite(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:\/\/[^/]/i.test(value) && url.hostname.includes('.') && !/\s/.test(value) && url.username === '';
}

function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return (
    digits >= 3 &&
    digits <= 17 &&
    /^[+\d(][\d\s().,/x*#\u2010-\u2015\u2212-]*(ext\.?|wew\.?|w\.)?[\d\s]*$/iu.test(value)
  );
}
