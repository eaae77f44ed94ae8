import { z } from 'zod';
import { ContactSchema } from '../contacts/contacts.schema.ts';
import { choice, line, lines, required, website } from '../http/fields.ts';
import { pickerFields } from '../http/picker.ts';
import { readDate } from '../i18n/dates.ts';
import { interactionTypes } from '../interactions/interactions.schema.ts';

export const quickNexts = ['none', 'tomorrow', 'week', 'month'] as const;
export const quickDues = ['none', 'today', 'tomorrow', 'week', 'date'] as const;

/** The next step in the same form: when, and what. */
const nextFields = { next: choice(quickNexts, 'none'), next_title: line(200) };

export interface NextInput {
  next: (typeof quickNexts)[number];
  next_title: string;
}

/** The one field: a name, a line or a whole business card. */
export const CardSchema = z.object({ text: required(lines(10_000)), ...nextFields });

/** What was read from it, to be looked at before it is saved. */
export const CheckSchema = ContactSchema.safeExtend({ website, ...nextFields });
export type CheckInput = z.output<typeof CheckSchema>;

export const NoteSchema = z.object({
  ...pickerFields('contact'),
  interaction_type: choice(interactionTypes, 'note'),
  content: required(lines(20_000)),
  ...nextFields,
});

const dueDate = line(40)
  .refine((text) => text === '' || readDate(text) !== undefined, 'tasks.error.date')
  .transform((text) => readDate(text) ?? null);

export const QuickTaskSchema = z
  .object({ title: required(line(200)), due: choice(quickDues, 'none'), due_date: dueDate, ...pickerFields('contact') })
  .refine(({ due, due_date }) => due !== 'date' || due_date !== null, {
    path: ['due_date'],
    message: 'quickAdd.error.dateMissing',
    // Told together with the other fields' errors, not after them.
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
export type QuickTaskInput = z.output<typeof QuickTaskSchema>;
