import type { z } from 'zod';
import { type Form, filledForm } from '../../validation/form.ts';
import { draftValues } from './formDraft.ts';

/**
 * A form of the schema's fields, blank or filled from a record whose columns have the same names; what was typed before
 * the session ended goes before both.
 */
export function formFor<S extends z.ZodObject>(
  schema: S,
  record: Partial<Record<keyof z.input<S>, unknown>> = {},
): Form<S> {
  const form = filledForm(schema, record);
  return { ...form, values: { ...form.values, ...draftValues(Object.keys(schema.shape)) } };
}

/** The form as it was typed before the session ended; undefined when nothing of it waits. */
export function draftForm<S extends z.ZodObject>(schema: S): Form<S> | undefined {
  return Object.keys(draftValues(Object.keys(schema.shape))).length > 0 ? formFor(schema) : undefined;
}
