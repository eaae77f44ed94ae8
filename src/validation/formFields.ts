import { z } from 'zod';
import { bidiControls } from '../core/bidiControls.ts';
import { isId, parseId } from '../core/ids.ts';
import { isPhoneText } from '../core/phoneNumber.ts';

const withoutNul = (value: string) => !value.includes('\0');

/** At most `max` code points, which is how PostgreSQL counts characters. */
export const singleLine = (max: number) => text(max, collapseWhitespace);

/** The maximum for the notes of a person or company, in characters. */
export const maxNotesLength = 50_000;

export const multiLine = (max: number) => text(max, (value) => value.replace(/\r\n?/g, '\n').trim());

/** At most `max` code points after `tidy`. A missing field is empty. */
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

export function getMaxlength(field: unknown): number | undefined {
  const maxlength = field instanceof z.ZodType ? field.meta()?.['maxlength'] : undefined;
  if (maxlength === undefined && field instanceof z.ZodPipe) return getMaxlength(field.in);
  return maxlength as number | undefined;
}

export const required = <T extends z.ZodType<string>>(field: T) =>
  field.refine((value) => value !== '', 'forms.required');

export const maxEmailLength = 254;
export const email = singleLine(maxEmailLength).refine((value) => value === '' || isEmail(value), 'forms.email');

/** Adds a missing scheme and accepts only http and https. */
export const website = text(500, (value) => withScheme(collapseWhitespace(value))).refine(
  (value) => value === '' || isWebsite(value),
  'forms.website',
);

export const maxPhoneLength = 50;
/** Kept as typed. The input has no `maxlength`, by which browsers would cut what is pasted. */
export const phone = singleLine(maxPhoneLength)
  .refine((value) => value === '' || isPhoneText(value), 'forms.phone')
  .meta({ maxlength: undefined });

export const optionalId = z
  .string()
  .default('')
  .refine((value) => value === '' || isId(value), 'forms.choice')
  .transform((value) => parseId(value) ?? null);

/** Checkboxes with the same name, at most `max`. Invalid ids are left out. */
export const idList = (max: number) =>
  z
    .unknown()
    .optional()
    .transform((value) => parseIdList(value).slice(0, max))
    .meta({ formText: (value: unknown) => parseIdList(value).join(',') });

/** From values of checkboxes, or from the text that a form keeps of them, `12,15`. */
export function parseIdList(value: unknown): number[] {
  const texts = [value].flat().flatMap((text) => (typeof text === 'string' ? text.split(',') : []));
  return [...new Set(texts.map(parseId))].filter((id) => id !== undefined);
}

/**
 * The function that turns the values of a multi-value field into text (meta `formText`); undefined for a field with one
 * value.
 */
export function getFormText(field: unknown): ((value: unknown) => string) | undefined {
  const formText = field instanceof z.ZodType ? field.meta()?.['formText'] : undefined;
  return formText as ((value: unknown) => string) | undefined;
}

export const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');

/** The `when` of a rule on several fields, so that its error appears together with those of the fields. */
export function isParsed({ value }: { value: unknown }): boolean {
  return typeof value === 'object' && value !== null;
}

export const choice = <const T extends readonly [string, ...string[]]>(values: T, initial: T[number]) =>
  z.preprocess((value) => (value === undefined || value === '' ? initial : value), z.enum(values, 'forms.choice'));

// Invisible characters (zero width, direction) come with pasted text and make equal values differ.
export function collapseWhitespace(value: string): string {
  return value
    .replace(/[\u200B\u2060\uFEFF]/g, '')
    .replace(bidiControls, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

// In "example.com:8080", the colon precedes a port and not the rest of a URL.
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
