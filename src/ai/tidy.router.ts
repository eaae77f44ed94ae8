import { type Response, Router } from 'express';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { type ComposerForm, composerSchema } from '../interactions/interactions.schema.ts';
import { type DueTask, listDueTasks } from '../tasks/dueTasks.service.ts';
import { parseForm } from '../validation/form.ts';
import { type AiDenial, authorizeRequest } from './authorizeRequest.ts';
import { AiError, type AiProblem } from './provider.ts';
import { returnAiError } from './returnAiError.ts';
import { tidyNote } from './tidy.service.ts';

export const tidyRouter = Router();

interface Locals {
  contact: ContactRow;
  form: ComposerForm;
  due: DueTask[];
  /** Defined when `form` has the tidied note. */
  original: string | undefined;
  problem: AiProblem | AiDenial | undefined;
}

const tidyView = page<Locals>('ai/tidy');

// Takes the composer's fields. Scripts get the note as JSON, other browsers a page with the composer.
tidyRouter.post('/tidy/:id', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const { form, ...parsed } = parseForm(composerSchema(currentMoment(req)), req.body);
  const original = form.values.content;
  if (form.errors.content) return showTidied(res, contact, { form });
  // The other fields are validated when the form is saved.
  if (!parsed.ok) form.errors = {};
  if (req.body?.version === 'before') return showTidied(res, contact, { form });

  const ai = await authorizeRequest(req, res);
  if (typeof ai === 'string') return showTidied(res, contact, { form, problem: ai });
  const tidied = await tidyNote(ownedDb(req), ai, original).catch(returnAiError);
  if (tidied instanceof AiError) return showTidied(res, contact, { form, problem: tidied.problem });
  if (wantsJson(res)) return void res.json({ note: tidied });
  await showTidied(res, contact, { form: { ...form, values: { ...form.values, content: tidied } }, original });
});

function wantsJson(res: Response): boolean {
  return res.req.get('accept') === 'application/json';
}

async function showTidied(
  res: Response,
  contact: ContactRow,
  locals: Pick<Locals, 'form'> & Partial<Locals>,
): Promise<void> {
  const failed = locals.problem !== undefined || Object.keys(locals.form.errors).length > 0;
  const title = res.locals.t('ai.tidy.title');
  if (failed) res.status(422);
  if (wantsJson(res) && locals.problem !== undefined && locals.problem !== 'consent') {
    const key = locals.problem === 'off' ? 'ai.notSent.off' : (`ai.problem.${locals.problem}` as const);
    return void res.json({ problem: res.locals.t(key) });
  }
  const due = await listDueTasks(ownedDb(res.req), contact.id, res.locals.moment.today);
  tidyView(res, { title, section: 'contacts', contact, due, original: undefined, problem: undefined, ...locals });
}
