import { type Response, Router } from 'express';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { localPath } from '../core/paths.ts';
import { formFor } from '../http/forms/formFor.ts';
import { idempotencyKey } from '../http/forms/idempotency.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { fragment, page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { type DueTask, listDueTasks } from '../tasks/dueTasks.service.ts';
import { deleteAndFlash } from '../trash/flashDeleted.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { blankComposer } from './blankComposer.ts';
import { flashLogged } from './flashLogged.ts';
import { saveEdit, showEditForm } from './interactionEdit.ts';
import { type ComposerForm, composedInteraction, composerSchema, interactionSchema } from './interactions.schema.ts';
import { countTasks, getInteraction, type InteractionRow } from './interactions.service.ts';
import { logInteractionOnce } from './logInteraction.service.ts';
import { nextStepTask } from './nextStepTask.ts';
import { wallTimeAt } from './wallTime.ts';

export const interactionsRouter = Router();

interface ComposerLocals {
  contact: ContactRow;
  form: ComposerForm;
  /** The contact's tasks that were due by today, to be ticked as done. */
  due: DueTask[];
  /** The path after saving or canceling, instead of the contact page. */
  back: string | undefined;
  /** The list that the page of the contact was opened from. */
  listPath: string | undefined;
}

const createView = page<ComposerLocals>('interactions/create');
/** The due tasks of a contact for a form in which another contact was chosen. */
const doneView = fragment<Pick<ComposerLocals, 'form' | 'due'>>('interactions/alsoDone');
const deleteView = page<{ interaction: InteractionRow; tasks: number }>('interactions/delete');

interactionsRouter.get('/contacts/:id/interactions/create', async (req, res) => {
  const db = ownedDb(req);
  const contact = await getContact(db, idParam(req));
  const due = await listDueTasks(db, contact.id, currentMoment(req).today);
  const form = blankComposer(due, req.query['type']);
  res.vary('X-Fragment');
  if (req.get('x-fragment') === 'done') return doneView(res, { form, due });
  showComposer(res, { contact, form, due });
});

interactionsRouter.post('/contacts/:id/interactions/create', async (req, res) => {
  const db = ownedDb(req);
  const contact = await getContact(db, idParam(req));
  const moment = currentMoment(req);
  const parsed = parseForm(composerSchema(moment), req.body);
  if (!parsed.ok) {
    const due = await listDueTasks(db, contact.id, moment.today);
    return showComposer(res.status(422), { contact, form: parsed.form, due });
  }

  const next = nextStepTask(res, parsed.data, contact);
  const interaction = composedInteraction(parsed.data, moment.now);
  const logged = { contactId: contact.id, interaction, next, completedTasks: parsed.data.completed_tasks };
  const back = returnPath(req);
  // Sent by the contact page, so that its link back to the list is kept.
  const listPath = localPath(req.body?.list_path);
  const pathOf = ({ id }: { id: number | undefined }) => back ?? pathOfLogged(contact.id, id, listPath);
  const { replayPath, result } = await logInteractionOnce(db, idempotencyKey(req), logged, moment, pathOf);
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  flashLogged(req, res, result, next, back ?? urls.contact(contact.id));
  res.redirect(303, pathOf(result));
});

/** The new entry in the history, or the page of the contact with the next step. */
function pathOfLogged(contactId: number, id: number | undefined, listPath: string | undefined): string {
  if (id === undefined) return urls.contact(contactId, { back: listPath });
  return urls.contactEntry(contactId, id, { back: listPath });
}

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
  await deleteAndFlash(req, 'interactions', 'interactions.flash.deleted');
  res.redirect(303, urls.contact(interaction.contact_id));
});

function showComposer(res: Response, locals: Omit<ComposerLocals, 'back' | 'listPath'>): void {
  const title = res.locals.t('interactions.form.new');
  createView(res, {
    title,
    section: 'contacts',
    back: returnPath(res.req),
    listPath: localPath(res.req.body?.list_path),
    ...locals,
  });
}
