import { z } from 'zod';
import { type Moment, parseDate } from '../i18n/dates.ts';
import { titleLength } from '../tasks/tasks.schema.ts';
import type { Form } from '../validation/form.ts';
import { choice, multiLine, required, singleLine } from '../validation/formFields.ts';
import { instantAt } from './wallTime.ts';

export const interactionTypes = ['note', 'call', 'email', 'meeting'] as const;
export const nextChoices = ['none', 'tomorrow', 'week', 'month', 'date'] as const;
export type NextChoice = (typeof nextChoices)[number];

export const saidLength = 20_000;
/** The words of an interaction. */
export const said = required(multiLine(saidLength));

/** What was said. `occurred_at` becomes an instant, null when left empty: that means now. */
export const interactionSchema = (moment: Moment) => z.object(fieldsOf(moment));

/** The same with the next step; its date is looked at only when it is the one chosen. */
export const composerSchema = (moment: Moment) =>
  z
    .object({
      ...fieldsOf(moment),
      next: choice(nextChoices, 'none'),
      next_date: singleLine(40),
      next_title: singleLine(titleLength),
    })
    .superRefine(({ next, next_date }, context) => {
      const message = next === 'date' ? problemOfDate(next_date, moment.today) : undefined;
      if (message) context.addIssue({ code: 'custom', path: ['next_date'], message });
    });

export type InteractionForm = Form<ReturnType<typeof interactionSchema>>;
export type ComposerForm = Form<ReturnType<typeof composerSchema>>;

const fieldsOf = (moment: Moment) => ({
  interaction_type: choice(interactionTypes, 'note'),
  content: said,
  occurred_at: occurredAt(moment),
});

const msPerDay = 86_400_000;

// A day of grace: clocks go wrong, and somebody notes a meeting of the evening in the afternoon.
const occurredAt = ({ now, timeZone }: Moment) =>
  singleLine(40)
    .refine((text) => text === '' || instantAt(text, timeZone) !== undefined, 'interactions.problem.moment')
    .transform((text) => instantAt(text, timeZone) ?? null)
    .refine((instant) => !instant || instant.getTime() <= now.getTime() + msPerDay, 'interactions.problem.future');

function problemOfDate(text: string, today: string): string | undefined {
  if (text === '') return 'interactions.problem.dateMissing';
  const date = parseDate(text);
  if (date === undefined) return 'interactions.problem.date';
  return date < today ? 'interactions.problem.past' : undefined;
}
