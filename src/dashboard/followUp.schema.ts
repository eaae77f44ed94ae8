import { z } from 'zod';
import { formFor } from '../http/forms/formFor.ts';
import {
  dateProblem,
  interactionTypes,
  maxInteractionLength,
  nextChoices,
} from '../interactions/interactions.schema.ts';
import { maxTitleLength } from '../tasks/tasks.schema.ts';
import type { Form } from '../validation/form.ts';
import { choice, multiLine, singleLine } from '../validation/formFields.ts';

/** The form after a task is completed: what was said and the next step, each optional. */
export const followUpSchema = (today: string) =>
  z
    .object({
      interaction_type: choice(interactionTypes, 'note'),
      content: multiLine(maxInteractionLength),
      next: choice(nextChoices, 'none'),
      next_date: singleLine(40),
      next_title: singleLine(maxTitleLength),
    })
    .superRefine(({ next, next_date }, context) => {
      const message = next === 'date' ? dateProblem(next_date, today) : undefined;
      if (message) context.addIssue({ code: 'custom', path: ['next_date'], message });
    });

export type FollowUpForm = Form<ReturnType<typeof followUpSchema>>;
export type FollowUpInput = z.output<ReturnType<typeof followUpSchema>>;

const schema = followUpSchema('');

export function blankFollowUp(): FollowUpForm {
  return formFor(schema, { interaction_type: 'note', next: 'none' });
}
