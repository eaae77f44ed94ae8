import type { Request, Response } from 'express';
import { flash } from '../http/flash.ts';
import {
  type Difference,
  type EditConflict,
  type EditState,
  editState,
  findDifferences,
  saveUnlessChanged,
} from '../http/forms/editConflict.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import type { Moment } from '../i18n/dates.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { type InteractionForm, interactionSchema } from './interactions.schema.ts';
import {
  getInteraction,
  type InteractionInput,
  type InteractionRow,
  updateInteraction,
} from './interactions.service.ts';
import { wallTimeAt } from './wallTime.ts';

const view = page<{ form: InteractionForm; interaction: InteractionRow; edit: EditState }>('interactions/edit');

export function showEditForm(
  res: Response,
  interaction: InteractionRow,
  form: InteractionForm,
  conflict?: EditConflict,
): void {
  const edit = editState(res.req, interaction, conflict);
  view(res, { title: res.locals.t('interactions.form.edit'), section: 'contacts', interaction, form, edit });
}

export async function saveEdit(req: Request, res: Response, interaction: InteractionRow): Promise<void> {
  const moment = currentMoment(req);
  const parsed = parseForm(interactionSchema(moment), req.body);
  if (!parsed.ok) return showEditForm(res.status(422), interaction, parsed.form);

  const db = ownedDb(req);
  const { form, data } = parsed;
  const toInput = ({ occurred_at }: InteractionRow) => ({
    ...data,
    occurred_at: editedInstant(occurred_at, form.values.occurred_at, data.occurred_at, moment),
  });
  const edit = await saveUnlessChanged(req, {
    table: 'interactions',
    record: interaction,
    save: (record, version) => updateInteraction(db, record, toInput(record), version),
    reload: () => getInteraction(db, interaction.id),
    compare: (current) => compare(res.locals, current, toInput(current)),
  });
  if (!edit.saved) return showEditForm(res.status(409), edit.current, form, edit.conflict);
  flash(req, 'success', 'interactions.flash.saved', {
    actions: undoActions(req, urls.contact(interaction.contact_id)),
  });
  res.redirect(303, urls.contact(interaction.contact_id));
}

// A time that was not changed keeps its seconds, and its place when the clocks repeat an hour.
function editedInstant(before: Date, typed: string, instant: Date | null, moment: Moment): Date {
  return typed === wallTimeAt(before, moment.timeZone) ? before : (instant ?? moment.now);
}

function compare(
  { t, format }: Pick<Express.Locals, 't' | 'format'>,
  current: InteractionInput,
  submitted: InteractionInput,
): Difference[] {
  const texts = ({ interaction_type, content, occurred_at }: InteractionInput) => ({
    interaction_type: t(`interactions.type.${interaction_type}`),
    content,
    occurred_at: format.dateTime(occurred_at),
  });
  return findDifferences((field) => t(`interactions.field.${field}`), texts(current), texts(submitted));
}
