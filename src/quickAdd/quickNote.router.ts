import { Router } from 'express';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { idempotencyKey } from '../http/forms/idempotency.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { logInteractionOnce } from '../interactions/logInteraction.service.ts';
import { nextStepTask } from '../interactions/nextStepTask.ts';
import { urls } from '../urls.ts';
import { parseForm, withError } from '../validation/form.ts';
import { QuickNoteSchema } from './quickAdd.schema.ts';
import { findPickedContact } from './quickAdd.service.ts';
import { blankNoteForm, showNoteForm } from './quickAddPage.ts';

export const quickNoteRouter = Router();

quickNoteRouter.get('/note', (req, res) => showNoteForm(req, res, blankNoteForm(req)));

quickNoteRouter.post('/note', async (req, res) => {
  const db = ownedDb(req);
  const parsed = parseForm(QuickNoteSchema, req.body);
  if (!parsed.ok) return showNoteForm(req, res.status(422), parsed.form);

  const { interaction_type, content, next, next_title } = parsed.data;
  const picked = await findPickedContact(db, parsed.data);
  if (!picked.ok) return showNoteForm(req, res.status(422), parsed.form, picked.contacts);
  const { id: contactId } = picked;
  const missing = withError(parsed.form, 'contact', { key: 'quickAdd.error.contactMissing' });
  if (contactId === null) return showNoteForm(req, res.status(422), missing);

  const step = nextStepTask(res, { next, next_title }, await getContact(db, contactId));
  const moment = currentMoment(req);
  const interaction = { interaction_type, content, occurred_at: moment.now };
  const logged = { contactId, interaction, next: step };
  const path = () => urls.contact(contactId);
  const { replayPath } = await logInteractionOnce(db, idempotencyKey(req), logged, moment, path);
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  flash(req, 'success', step ? 'interactions.flash.createdWithNext' : 'interactions.flash.created', {
    actions: undoActions(req, urls.contact(contactId)),
  });
  res.redirect(303, urls.contact(contactId));
});
