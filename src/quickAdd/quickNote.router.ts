import { Router } from 'express';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { idempotencyKey } from '../http/forms/idempotency.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { createInteractionOnce } from '../interactions/interactions.service.ts';
import { nextTaskOf } from '../interactions/nextStepTask.ts';
import { urls } from '../urls.ts';
import { parseForm, withError } from '../validation/form.ts';
import { NoteSchema } from './quickAdd.schema.ts';
import { findWhom } from './quickAdd.service.ts';
import { blankNote, showNote } from './quickAddPage.ts';

export const quickNoteRouter = Router();

quickNoteRouter.get('/note', (req, res) => showNote(req, res, blankNote(req)));

quickNoteRouter.post('/note', async (req, res) => {
  const db = ownedDb(req);
  const parsed = parseForm(NoteSchema, req.body);
  if (!parsed.ok) return showNote(req, res.status(422), parsed.form);

  const { interaction_type, content, next, next_title } = parsed.data;
  const whom = await findWhom(db, parsed.data);
  if (!whom.ok) return showNote(req, res.status(422), parsed.form, whom.contacts);
  // Something is always said with somebody.
  const missing = withError(parsed.form, 'contact', { key: 'quickAdd.error.contactMissing' });
  if (whom.id === null) return showNote(req, res.status(422), missing);

  const step = nextTaskOf(req, { next, next_title }, await getContact(db, whom.id));
  const person = whom.id;
  const said = { interaction_type, content, occurred_at: currentMoment(req).now };
  const { replayPath } = await createInteractionOnce(
    db,
    idempotencyKey(req),
    { contactId: person, said, next: step },
    () => urls.contact(person),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  flash(req, 'success', step ? 'interactions.flash.createdWithNext' : 'interactions.flash.created');
  res.redirect(303, urls.contact(person));
});
