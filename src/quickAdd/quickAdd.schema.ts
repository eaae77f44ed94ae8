import { z } from 'zod';
import { ContactSchema } from '../contacts/contacts.schema.ts';
import { completedTasks, interactionContent, interactionTypes } from '../interactions/interactions.schema.ts';
import { dueDate, maxTitleLength, title } from '../tasks/tasks.schema.ts';
import { choice, isParsed, multiLine, required, singleLine, website } from '../validation/formFields.ts';
import { pickerFields } from '../validation/pickerFields.ts';

export const quickNexts = ['none', 'tomorrow', 'week', 'month'] as const;
export const quickDues = ['none', 'today', 'tomorrow', 'week', 'date'] as const;

const nextFields = { next: choice(quickNexts, 'none'), next_title: singleLine(maxTitleLength) };

export const QuickContactSchema = z.object({ text: required(multiLine(10_000)), ...nextFields });

/** The parsed contact, which the user checks before it is saved. */
export const CheckedContactSchema = ContactSchema.safeExtend({ website, ...nextFields });
export type CheckedContactInput = z.output<typeof CheckedContactSchema>;

export const QuickNoteSchema = z.object({
  ...pickerFields('contact'),
  interaction_type: choice(interactionTypes, 'note'),
  content: interactionContent,
  completed_tasks: completedTasks,
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
