import { z } from 'zod';
import { contactStatuses } from '../contacts/contacts.schema.ts';
import type { TextKey } from '../i18n/translate.ts';
import { tagNames } from '../tags/tags.schema.ts';
import { checkbox, choice } from '../validation/formFields.ts';
import { columnChoices, importFields } from './columns.ts';
import { encodings } from './reading/encoding.ts';
import { maxColumns } from './reading/rawSheet.ts';
import { dateOrders } from './rows/birthdays.ts';

/** What happens to rows about people who are contacts already. */
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
  /** The status of people for whom the file names none. */
  status: choice(contactStatuses, 'lead'),
  /** The tags that all people get, and companies without people. */
  tags: tagNames,
  /** The order of day and month in ambiguous dates. */
  dateOrder: z.preprocess((value) => value || undefined, z.enum(dateOrders, 'forms.choice').optional()),
  /** The chosen meaning of words that are not one of our statuses, by the folded word. */
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
  /** The texts of totals and notes below the table. */
  footers: z.array(z.string()).default([]),
  /** The name of the sheet, where a workbook has several. */
  sheet: z.string().default(''),
  /** The names of all sheets that can be chosen. */
  sheets: z.array(z.string()).default([]),
  /** The number of the header row. */
  heading: z.number().optional(),
  /** The earlier import whose choices were reused, and the columns that would have been guessed. */
  like: z.object({ name: z.string(), at: z.string(), guess: z.array(z.enum(columnChoices)) }).optional(),
});
/** Where the rows come from: the sheet, the header row, and a former import. */
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

/** Parses the stored reasons why a row was rejected. */
export function parseRowErrors(json: unknown) {
  return z.array(RowErrorSchema).catch([]).parse(json);
}
