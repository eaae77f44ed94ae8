import type { Request, Response } from 'express';
import { flash } from '../http/flash.ts';
import { type Difference, differencesOf, type Edited, editedOf, versionOf } from '../http/forms/editConflict.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import type { Moment } from '../i18n/dates.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { type InteractionForm, interactionSchema } from './interactions.schema.ts';
import { getInteraction, type InteractionOf, type Said, updateInteraction } from './interactions.service.ts';
import { wallTimeAt } from './wallTime.ts';

const view = page<{ form: InteractionForm; interaction: InteractionOf; edited: Edited }>('interactions/edit');

export function showEdit(
  res: Response,
  interaction: InteractionOf,
  form: InteractionForm,
  differences?: Difference[],
): void {
  const edited = editedOf(res.req, interaction, differences);
  view(res, { title: res.locals.t('interactions.form.edit'), section: 'contacts', interaction, form, edited });
}

/** Changes what was said as the form says, if it still is as it was when the form was made. */
export async function saveEdit(req: Request, res: Response, interaction: InteractionOf, seen?: number): Promise<void> {
  const moment = currentMoment(req);
  const parsed = parseForm(interactionSchema(moment), req.body);
  if (!parsed.ok) return showEdit(res.status(422), interaction, parsed.form);

  const occurred_at = editedInstant(interaction, parsed.form.values.occurred_at, parsed.data.occurred_at, moment);
  const said = { ...parsed.data, occurred_at };
  const saved = await updateInteraction(ownedDb(req), interaction, said, seen);
  if (!saved.ok) return showTheirs(req, res, interaction.id, parsed.form, said);
  flash(req, 'success', 'interactions.flash.saved');
  res.redirect(303, urls.contact(interaction.contact_id));
}

// A time left as it was shown keeps its seconds, and in an hour that comes twice, which of the two it was.
function editedInstant({ occurred_at }: InteractionOf, typed: string, instant: Date | null, moment: Moment): Date {
  return typed === wallTimeAt(occurred_at, moment.timeZone) ? occurred_at : (instant ?? moment.now);
}

async function showTheirs(req: Request, res: Response, id: number, form: InteractionForm, said: Said): Promise<void> {
  const { t, format } = res.locals;
  const interaction = await getInteraction(ownedDb(req), id);
  const words = ({ interaction_type, content, occurred_at }: Said) => ({
    interaction_type: t(`interactions.type.${interaction_type}`) as string,
    content,
    occurred_at: format.dateTime(occurred_at) as string,
  });
  const label = (field: keyof Said) => t(`interactions.field.${field}`) as string;
  const differences = differencesOf(label, words(interaction), words(said));
  // Both say the same.
  if (differences.length === 0) return saveEdit(req, res, interaction, versionOf(interaction));
  showEdit(res.status(409), interaction, form, differences);
}
