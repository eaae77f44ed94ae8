import { type Response, Router } from 'express';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { type ComposerForm, composerSchema } from '../interactions/interactions.schema.ts';
import { parseForm } from '../validation/form.ts';
import { authorizeRequest } from './authorizeRequest.ts';
import { AiError, type AiProblem } from './provider.ts';
import { returnAiError } from './providerFault.ts';
import { tidyNote } from './tidy.service.ts';

export const tidyRouter = Router();

interface Locals {
  contact: ContactRow;
  /** The composer's form: with the tidied note, or with what was typed. */
  form: ComposerForm;
  /** What was typed, when `form` holds something else. */
  original: string | undefined;
  problem: AiProblem | 'off' | 'consent' | undefined;
}

const tidyView = page<Locals>('ai/tidy');

// Takes the composer's fields. To scripts it answers the note alone; else with a page where the composer goes on.
tidyRouter.post('/tidy/:id', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const { form, ...parsed } = parseForm(composerSchema(currentMoment(req)), req.body);
  const original = form.values.content;
  if (form.errors.content) return showTidied(res, contact, { form });
  // The rest of the form is looked at when it is saved.
  if (!parsed.ok) form.errors = {};
  if (req.body?.version === 'before') return showTidied(res, contact, { form });

  const turn = await authorizeRequest(req, res);
  if (typeof turn === 'string') return showTidied(res, contact, { form, problem: turn });
  const tidied = await tidyNote(ownedDb(req), turn, original).catch(returnAiError);
  if (tidied instanceof AiError) return showTidied(res, contact, { form, problem: tidied.problem });
  if (wantsJson(res)) return void res.json({ note: tidied });
  showTidied(res, contact, { form: { ...form, values: { ...form.values, content: tidied } }, original });
});

function wantsJson(res: Response): boolean {
  return res.req.get('accept') === 'application/json';
}

function showTidied(res: Response, contact: ContactRow, parts: Pick<Locals, 'form'> & Partial<Locals>): void {
  const failed = parts.problem !== undefined || Object.keys(parts.form.errors).length > 0;
  const title = res.locals.t('ai.tidy.title');
  if (failed) res.status(422);
  if (wantsJson(res) && parts.problem !== undefined && parts.problem !== 'consent') {
    const key = parts.problem === 'off' ? 'ai.held.off' : (`ai.problem.${parts.problem}` as const);
    return void res.json({ problem: res.locals.t(key) });
  }
  tidyView(res, { title, section: 'contacts', contact, original: undefined, problem: undefined, ...parts });
}
