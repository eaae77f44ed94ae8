import { z } from 'zod';
import type { FieldError } from '../http/forms/form.ts';
import { checkbox } from '../validation/formFields.ts';
import { encodings } from './encoding.ts';
import { type ColumnChoice, columnChoices, nameFields } from './fields.ts';
import { mostColumns } from './limits.ts';

/** What becomes of people who are there already. */
export const existingChoices = ['skip', 'fill', 'add'] as const;
export type ExistingChoice = (typeof existingChoices)[number];

const listed = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** How a file is read: what its form says, and what is kept of it. */
export const PlanSchema = z.object({
  encoding: z.enum(encodings, 'forms.choice'),
  header: checkbox,
  columns: z.preprocess(listed, z.array(z.enum(columnChoices, 'forms.choice')).min(1).max(mostColumns)),
  existing: z.preprocess((value) => value ?? 'skip', z.enum(existingChoices, 'forms.choice')),
});
export type Plan = z.output<typeof PlanSchema>;

/** What of the columns makes no sense; undefined when they are fine. */
export function columnsProblem(columns: ColumnChoice[]): FieldError | undefined {
  if (!columns.some((one) => nameFields.includes(one))) return { key: 'imports.problem.noName' };
  const names = columns.filter((one) => nameFields.includes(one));
  if (names.length > 1 && names.includes('full_name')) return { key: 'imports.problem.nameTwice' };
  const single = columns.filter((one) => one !== 'notes' && one !== 'skip');
  return new Set(single).size < single.length ? { key: 'imports.problem.twice' } : undefined;
}

/** The plan as it is kept. */
export function planIn(text: string): Plan {
  const { header, ...plan } = JSON.parse(text);
  return PlanSchema.parse({ ...plan, ...(header && { header: '1' }) });
}
