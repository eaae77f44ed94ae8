import { type Response, Router } from 'express';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { idempotencyKey } from '../http/forms/idempotency.ts';
import { page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { deleteRecord } from '../trash/deleteRecord.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { blankComposer } from './blankComposer.ts';
import { saveEdit, showEditForm } from './interactionEdit.ts';
import { type ComposerForm, composerSchema, interactionSchema } from './interactions.schema.ts';
import { countTasks, getInteraction, type InteractionRow } from './interactions.service.ts';
import { logInteractionOnce } from './logInteraction.service.ts';
import { nextStepTask } from './nextStepTask.ts';
import { wallTimeAt } from './wallTime.ts';

export const interactionsRouter = Router();

const createView = page<{ form: ComposerForm; contact: ContactRow }>('interactions/create');
const deleteView = page<{ interaction: InteractionRow; tasks: number }>('interactions/delete');

interactionsRouter.get('/contacts/:id/interactions/create', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  showComposer(res, contact, blankComposer());
});

interactionsRouter.post('/contacts/:id/interactions/create', async (req, res) => {
  const db = ownedDb(req);
  const contact = await getContact(db, idParam(req));
  const moment = currentMoment(req);
  const parsed = parseForm(composerSchema(moment), req.body);
  if (!parsed.ok) return showComposer(res.status(422), contact, parsed.form);

  const { interaction_type, content, occurred_at } = parsed.data;
  const next = nextStepTask(res, parsed.data, contact);
  const interaction = { interaction_type, content, occurred_at: occurred_at ?? moment.now };
  const logged = { contactId: contact.id, interaction, next };
  const path = () => urls.contact(contact.id);
  const { replayPath } = await logInteractionOnce(db, idempotencyKey(req), logged, moment, path);
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  flash(req, 'success', next ? 'interactions.flash.createdWithNext' : 'interactions.flash.created', {
    actions: undoActions(req, urls.contact(contact.id)),
  });
  res.redirect(303, urls.contact(contact.id));
});

interactionsRouter.get('/interactions/:id/edit', async (req, res) => {
  const interaction = await getInteraction(ownedDb(req), idParam(req));
  const occurred_at = wallTimeAt(interaction.occurred_at, currentMoment(req).timeZone);
  showEditForm(res, interaction, formFor(interactionSchema(currentMoment(req)), { ...interaction, occurred_at }));
});

interactionsRouter.post('/interactions/:id/edit', async (req, res) => {
  await saveEdit(req, res, await getInteraction(ownedDb(req), idParam(req)));
});

interactionsRouter.get('/interactions/:id/delete', async (req, res) => {
  const db = ownedDb(req);
  const interaction = await getInteraction(db, idParam(req));
  const tasks = await countTasks(db, interaction.id);
  deleteView(res, { title: res.locals.t('interactions.delete.title'), section: 'contacts', interaction, tasks });
});

interactionsRouter.post('/interactions/:id/delete', async (req, res) => {
  const interaction = await getInteraction(ownedDb(req), idParam(req));
  await deleteRecord(req, 'interactions', 'interactions.flash.deleted');
  res.redirect(303, urls.contact(interaction.contact_id));
});

function showComposer(res: Response, contact: ContactRow, form: ComposerForm): void {
  const title = res.locals.t('interactions.form.new');
  createView(res, { title, section: 'contacts', contact, form });
}
