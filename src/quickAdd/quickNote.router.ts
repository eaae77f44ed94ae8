import { type Request, Router } from 'express';
import { getContact } from '../contacts/contacts.service.ts';
import { idempotencyKey } from '../http/forms/idempotency.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { flashLogged } from '../interactions/flashLogged.ts';
import { logInteractionOnce } from '../interactions/logInteraction.service.ts';
import { nextStepTask } from '../interactions/nextStepTask.ts';
import { type DueTask, listDueTasks } from '../tasks/dueTasks.service.ts';
import { urls } from '../urls.ts';
import { parseForm, withError } from '../validation/form.ts';
import { QuickNoteSchema } from './quickAdd.schema.ts';
import { findPickedContact } from './quickAdd.service.ts';
import { showBlankNoteForm, showNoteForm } from './quickAddPage.ts';

export const quickNoteRouter = Router();

quickNoteRouter.get('/note', (req, res) => showBlankNoteForm(req, res));

quickNoteRouter.post('/note', async (req, res) => {
  const db = ownedDb(req);
  const parsed = parseForm(QuickNoteSchema, req.body);
  if (!parsed.ok) return showNoteForm(req, res.status(422), parsed.form);

  const { interaction_type, content, next, next_title, completed_tasks: completedTasks } = parsed.data;
  const picked = await findPickedContact(db, parsed.data);
  if (!picked.ok) return showNoteForm(req, res.status(422), parsed.form, picked.contacts);
  const { id: contactId } = picked;
  const missing = withError(parsed.form, 'contact', { key: 'quickAdd.error.contactMissing' });
  if (contactId === null) return showNoteForm(req, res.status(422), missing);

  const step = nextStepTask(res, { next, next_title }, await getContact(db, contactId));
  const moment = currentMoment(req);
  const interaction = { interaction_type, content, occurred_at: moment.now };
  const logged = { contactId, interaction, next: step, completedTasks };
  const path = urls.contact(contactId);
  const { replayPath, result } = await logInteractionOnce(db, idempotencyKey(req), logged, moment, () => path);
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  flashLogged(req, res, result, step, path, await notOffered(req, contactId));
  res.redirect(303, path);
});

/** Without scripts the form cannot show what is due of the person chosen in it: the message offers it instead. */
async function notOffered(req: Request, contactId: number): Promise<DueTask | undefined> {
  const wasOffered = req.body.completed_tasks !== undefined;
  if (wasOffered) return undefined;
  const [first] = await listDueTasks(ownedDb(req), contactId, currentMoment(req).today);
  return first;
}
