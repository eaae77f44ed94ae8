import { z } from 'zod';
import { contactStatuses } from '../contacts/contacts.schema.ts';
import type { TextKey } from '../i18n/translate.ts';
import { tagNames } from '../tags/tags.schema.ts';
import { checkbox, choice } from '../validation/formFields.ts';
import { columnChoices, importFields } from './columns.ts';
import { encodings } from './reading/encoding.ts';
import { maxColumns } from './reading/rawSheet.ts';
import { dateOrders } from './rows/birthdays.ts';

/** What happens to contacts that a file holds again. */
export const existingActions = ['skip', 'fill', 'update', 'add'] as const;

export const toList = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

const maxWordLength = 500;

export const ImportMappingSchema = z.object({
  encoding: z.enum(encodings, 'forms.choice').optional(),
  header: checkbox,
  columns: z.preprocess(toList, z.array(z.enum(columnChoices, 'forms.choice')).min(1).max(maxColumns)),
  existing: z.preprocess((value) => value ?? 'skip', z.enum(existingActions, 'forms.choice')),
  /** The same for rows about people who are likely contacts. */
  likely: z.preprocess((value) => value ?? 'add', z.enum(existingActions, 'forms.choice')),
  /** Of people of whom the file says none. */
  status: choice(contactStatuses, 'lead'),
  /** Of all people, and of companies without people. */
  tags: tagNames,
  /** Of dates that can be read in two ways. */
  dateOrder: z.preprocess((value) => value || undefined, z.enum(dateOrders, 'forms.choice').optional()),
  /** What words mean that are no status of ours, folded. */
  statuses: z.record(z.string().max(maxWordLength), z.enum(contactStatuses, 'forms.choice')).default({}),
});
/** How a file is read, and what becomes of each column. */
export type ImportMapping = z.output<typeof ImportMappingSchema>;

const StoredMappingSchema = ImportMappingSchema.extend({
  header: z.boolean(),
  tags: z.array(z.string()).default([]),
});

export function parseStoredMapping(json: unknown): ImportMapping {
  return StoredMappingSchema.parse(json);
}

export function parseHeaders(json: unknown): string[] {
  return z.array(z.string()).parse(json);
}

const DetailsSchema = z.object({
  kind: z.string().default('text'),
  /** The text above the headings. */
  title: z.string().default(''),
  /** The name of the sheet, where a workbook has several. */
  sheet: z.string().default(''),
  /** The names of all sheets that can be chosen. */
  sheets: z.array(z.string()).default([]),
  /** The number of the row with the headings. */
  heading: z.number().optional(),
  /** The import whose choices were taken. */
  like: z.object({ name: z.string(), at: z.string(), guess: z.array(z.enum(columnChoices)) }).optional(),
});
/** What kind of file it is. */
export type FileDetails = z.output<typeof DetailsSchema>;

export function parseDetails(json: unknown): FileDetails {
  return DetailsSchema.parse(json);
}

const RowErrorSchema = z.object({
  field: z.enum(importFields),
  error: z.object({
    key: z.custom<TextKey>((key) => typeof key === 'string'),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
});

/** Why a row was left out, as it is stored. */
export function parseRowErrors(json: unknown) {
  return z.array(RowErrorSchema).catch([]).parse(json);
}
