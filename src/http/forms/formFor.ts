import type { z } from 'zod';
import { type Form, filledForm } from '../../validation/form.ts';
import { draftValues } from './formDraft.ts';

export function formFor<S extends z.ZodObject>(
  schema: S,
  record: Partial<Record<keyof z.input<S>, unknown>> = {},
): Form<S> {
  return filledForm(schema, { ...record, ...draftValues(Object.keys(schema.shape)) });
}

export function draftForm<S extends z.ZodObject>(schema: S): Form<S> | undefined {
  return Object.keys(draftValues(Object.keys(schema.shape))).length > 0 ? formFor(schema) : undefined;
}
