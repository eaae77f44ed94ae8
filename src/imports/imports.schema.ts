import { z } from 'zod';
import { checkbox } from '../validation/formFields.ts';
import { columnChoices } from './columns.ts';
import { encodings } from './encoding.ts';
import { maxColumns } from './importLimits.ts';
import type { RejectedRows } from './rejectedRows.ts';

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

export function parseStoredMapping(text: string): ImportMapping {
  const { header, ...mapping } = JSON.parse(text);
  return ImportMappingSchema.parse({ ...mapping, ...(header && { header: '1' }) });
}

/** The columns of a contact that an import may fill in. */
export const fillableColumns = ['first_name', 'last_name', 'position', 'email', 'phone', 'notes'] as const;

/** The values that an import put into empty fields of a contact. */
export interface FilledContact extends Partial<Record<(typeof fillableColumns)[number], string>> {
  id: number;
  company_id?: number;
  /** Before the import, ISO 8601. */
  updated_at: string;
}

export function parseStoredRejectedRows(text: string): RejectedRows {
  return text === '' ? { headers: [], rows: [] } : (JSON.parse(text) as RejectedRows);
}
