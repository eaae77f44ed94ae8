import { z } from 'zod';
import type { TextKey } from '../i18n/translate.ts';
import { checkbox } from '../validation/formFields.ts';
import { columnChoices, importFields } from './columns.ts';
import { encodings } from './encoding.ts';
import { maxColumns } from './importLimits.ts';

/** What happens to contacts that a file holds again. */
const existingActions = ['skip', 'fill', 'add'] as const;
export type ExistingAction = (typeof existingActions)[number];

const toList = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

export const ImportMappingSchema = z.object({
  encoding: z.enum(encodings, 'forms.choice'),
  header: checkbox,
  columns: z.preprocess(toList, z.array(z.enum(columnChoices, 'forms.choice')).min(1).max(maxColumns)),
  existing: z.preprocess((value) => value ?? 'skip', z.enum(existingActions, 'forms.choice')),
});
/** How a file is read, and what becomes of each column. */
export type ImportMapping = z.output<typeof ImportMappingSchema>;

const StoredMappingSchema = ImportMappingSchema.extend({ header: z.boolean() });

export function parseStoredMapping(json: unknown): ImportMapping {
  return StoredMappingSchema.parse(json);
}

const FieldErrorSchema = z.object({
  key: z.custom<TextKey>((key) => typeof key === 'string'),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const RejectedRowsSchema = z.object({
  headers: z.array(z.string()),
  rows: z.array(
    z.object({
      number: z.number(),
      cells: z.array(z.string()),
      errors: z.array(z.object({ field: z.enum(importFields), error: FieldErrorSchema })),
    }),
  ),
});
/** The rows that an import left out, as they stood in the file. */
export type RejectedRows = z.output<typeof RejectedRowsSchema>;

/** `json` is null while an import waits. */
export function parseStoredRejectedRows(json: unknown): RejectedRows {
  return RejectedRowsSchema.parse(json ?? { headers: [], rows: [] });
}
