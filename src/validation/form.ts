import type { z } from 'zod';
import type { TextKey, TextParams } from '../i18n/translate.ts';
import { getFormText, getMaxlength } from './formFields.ts';

export interface FieldError {
  key: TextKey;
  params?: TextParams;
}

type Fields<S extends z.ZodObject> = Record<keyof z.input<S> & string, string>;
type FieldErrors<S extends z.ZodObject> = Partial<Record<keyof z.input<S> & string, FieldError>>;

export interface Form<S extends z.ZodObject> {
  values: Fields<S>;
  errors: FieldErrors<S>;
  maxlengths: Maxlengths<S>;
}

type Maxlengths<S extends z.ZodObject> = Partial<Record<keyof z.input<S> & string, number>>;

export type Parsed<S extends z.ZodObject> =
  | { ok: true; data: z.output<S>; form: Form<S> }
  | { ok: false; form: Form<S> };

/** Blank, or filled from a record with columns of the same names. */
export function filledForm<S extends z.ZodObject>(
  schema: S,
  record: Partial<Record<keyof z.input<S>, unknown>> = {},
): Form<S> {
  const values = formValues(schema, record as Record<string, unknown>);
  return { values, errors: {}, maxlengths: getMaxlengths(schema) };
}

export function parseForm<S extends z.ZodObject>(schema: S, body: unknown): Parsed<S> {
  const given = isRecord(body) ? body : {};
  const form: Form<S> = { values: formValues(schema, given), errors: {}, maxlengths: getMaxlengths(schema) };
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, data: parsed.data, form };
  return { ok: false, form: { ...form, errors: firstErrors(parsed.error.issues) } };
}

export function withError<S extends z.ZodObject>(
  form: Form<S>,
  name: keyof z.input<S> & string,
  error: FieldError,
): Form<S> {
  return { ...form, errors: { ...form.errors, [name]: error } };
}

function formValues<S extends z.ZodObject>(schema: S, record: Record<string, unknown>): Fields<S> {
  const entries = Object.entries(schema.shape).map(([name, field]) => [
    name,
    (getFormText(field) ?? toText)(record[name]),
  ]);
  return Object.fromEntries(entries) as Fields<S>;
}

const maxlengthsCache = new WeakMap<object, object>();

function getMaxlengths<S extends z.ZodObject>(schema: S): Maxlengths<S> {
  const known = maxlengthsCache.get(schema) ?? readMaxlengths(schema);
  maxlengthsCache.set(schema, known);
  return known as Maxlengths<S>;
}

function readMaxlengths(schema: z.ZodObject): object {
  return Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, getMaxlength(field)]));
}

function toText(value: unknown): string {
  const last = Array.isArray(value) ? value.at(-1) : value;
  if (last instanceof Date) return last.toISOString().slice(0, 10);
  return ['string', 'number', 'boolean'].includes(typeof last) ? String(last).replaceAll('\0', '') : '';
}

function firstErrors<S extends z.ZodObject>(issues: z.core.$ZodIssue[]): FieldErrors<S> {
  const errors: Record<string, FieldError> = {};
  for (const issue of issues) errors[errorName(issue.path)] ??= toFieldError(issue);
  return errors as FieldErrors<S>;
}

/** The name of the field, followed by the row if the field has several: `more_phones-0`. */
function errorName([field, row]: PropertyKey[]): string {
  return typeof row === 'number' ? `${String(field)}-${row}` : String(field);
}

// The message of our own rules is a text key.
function toFieldError(issue: z.core.$ZodIssue): FieldError {
  if (issue.code === 'too_big') return { key: 'forms.tooLong', params: { count: Number(issue.maximum) } };
  if (/^\w+(\.\w+)+$/.test(issue.message)) return { key: issue.message as TextKey };
  return { key: 'forms.invalid' };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
