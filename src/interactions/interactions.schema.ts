import { z } from 'zod';
import { type Moment, parseDate } from '../i18n/dates.ts';
import { maxTitleLength } from '../tasks/tasks.schema.ts';
import type { Form } from '../validation/form.ts';
import { choice, idList, multiLine, required, singleLine } from '../validation/formFields.ts';
import type { InteractionInput } from './interactions.service.ts';
import { instantAt } from './wallTime.ts';

export const interactionTypes = ['note', 'call', 'email', 'meeting'] as const;
export const nextChoices = ['none', 'tomorrow', 'week', 'month', 'date'] as const;
export type NextChoice = (typeof nextChoices)[number];

export const maxInteractionLength = 20_000;
export const interactionContent = required(multiLine(maxInteractionLength));

/** An empty `occurred_at` becomes null and means now. */
export const interactionSchema = (moment: Moment) => z.object(interactionFields(moment));

/** The tasks that a form completes. They are selected together with the contact's id, so other ids have no effect. */
export const completedTasks = idList(20);

/** An interaction, a next step, or both. The date is validated only when `next` is `date`. */
export const composerSchema = (moment: Moment) =>
  z
    .object({
      ...interactionFields(moment),
      content: multiLine(maxInteractionLength),
      completed_tasks: completedTasks,
      next: choice(nextChoices, 'none'),
      next_date: singleLine(40),
      next_title: singleLine(maxTitleLength),
    })
    .superRefine(({ content, next, next_date }, context) => {
      const isEmpty = content === '' && next === 'none';
      if (isEmpty) context.addIssue({ code: 'custom', path: ['content'], message: 'forms.required' });
      const message = next === 'date' ? dateProblem(next_date, moment.today) : undefined;
      if (message) context.addIssue({ code: 'custom', path: ['next_date'], message });
    });

export type InteractionForm = Form<ReturnType<typeof interactionSchema>>;
export type ComposerForm = Form<ReturnType<typeof composerSchema>>;

/** The interaction of a composer; undefined when it has nothing but a next step. */
export function composedInteraction(
  { interaction_type, content, occurred_at }: z.output<ReturnType<typeof interactionSchema>>,
  now: Date,
): InteractionInput | undefined {
  return content === '' ? undefined : { interaction_type, content, occurred_at: occurred_at ?? now };
}

const interactionFields = (moment: Moment) => ({
  interaction_type: choice(interactionTypes, 'note'),
  content: interactionContent,
  occurred_at: occurredAt(moment),
});

const msPerDay = 86_400_000;

// Accepts times up to a day ahead: clocks are wrong, and an evening meeting may be logged in the afternoon.
const occurredAt = ({ now, timeZone }: Moment) =>
  singleLine(40)
    .refine((text) => text === '' || instantAt(text, timeZone) !== undefined, 'interactions.problem.invalidTime')
    .transform((text) => instantAt(text, timeZone) ?? null)
    .refine(
      (instant) => !instant || instant.getTime() <= now.getTime() + msPerDay,
      'interactions.problem.timeInFuture',
    );

export function dateProblem(text: string, today: string): string | undefined {
  if (text === '') return 'interactions.problem.missingDate';
  const date = parseDate(text);
  if (date === undefined) return 'interactions.problem.invalidDate';
  return date < today ? 'interactions.problem.dateInPast' : undefined;
}
