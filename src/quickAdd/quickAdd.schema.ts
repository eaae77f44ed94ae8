import { z } from 'zod';
import { ContactSchema } from '../contacts/contacts.schema.ts';
import { interactionTypes, said } from '../interactions/interactions.schema.ts';
import { dueDate, title, titleLength } from '../tasks/tasks.schema.ts';
import { choice, isParsed, multiLine, required, singleLine, website } from '../validation/formFields.ts';
import { pickerFields } from '../validation/pickerFields.ts';

export const quickNexts = ['none', 'tomorrow', 'week', 'month'] as const;
export const quickDues = ['none', 'today', 'tomorrow', 'week', 'date'] as const;

/** The next step in the same form: when, and what. */
const nextFields = { next: choice(quickNexts, 'none'), next_title: singleLine(titleLength) };

/** The one field: a name, a line or a whole business card. */
export const CardSchema = z.object({ text: required(multiLine(10_000)), ...nextFields });

/** What was read from it, to be looked at before it is saved. */
export const CheckSchema = ContactSchema.safeExtend({ website, ...nextFields });
export type CheckInput = z.output<typeof CheckSchema>;

export const NoteSchema = z.object({
  ...pickerFields('contact'),
  interaction_type: choice(interactionTypes, 'note'),
  content: said,
  ...nextFields,
});

export const QuickTaskSchema = z
  .object({ title, due: choice(quickDues, 'none'), due_date: dueDate, ...pickerFields('contact') })
  .refine(({ due, due_date }) => due !== 'date' || due_date !== null, {
    path: ['due_date'],
    message: 'quickAdd.error.dateMissing',
    when: isParsed,
  });
export type QuickTaskInput = z.output<typeof QuickTaskSchema>;
