import { type Request, type Response, Router } from 'express';
import { parseBusinessCard } from '../cardReader/businessCard.ts';
import { isCertain } from '../cardReader/certainty.ts';
import { guessCountry } from '../cardReader/country.ts';
import { withChangedPoints } from '../contacts/changedPoints.ts';
import { flashSaved, formWithProblem, wantsAnother } from '../contacts/contactSaving.ts';
import { draftForm, formFor } from '../http/forms/formFor.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { ownedDb, signedInUser } from '../http/request.ts';
import { nextStepTask } from '../interactions/nextStepTask.ts';
import { urls } from '../urls.ts';
import { filledForm, parseForm } from '../validation/form.ts';
import { type CheckedContactInput, CheckedContactSchema, QuickContactSchema } from './quickAdd.schema.ts';
import { companyPickerValues, saveContact } from './quickAdd.service.ts';
import { type CheckForm, queryText, showCheckForm, showContactForm } from './quickAddPage.ts';

export const quickContactRouter = Router();

quickContactRouter.get('/', (req, res) => {
  showContactForm(req, res, formFor(QuickContactSchema, { text: queryText(req.query['text']), next: 'none' }));
});

quickContactRouter.post('/', async (req, res) => {
  const parsed = parseForm(QuickContactSchema, req.body);
  if (!parsed.ok) return showContactForm(req, res.status(422), parsed.form);

  const { text, next, next_title } = parsed.data;
  const card = parseBusinessCard(text, guessCountry(signedInUser(req).time_zone));
  const company = await companyPickerValues(ownedDb(req), card.company);
  const checked = parseForm(CheckedContactSchema, { ...card, ...company, next, next_title, status: 'lead' });
  if (!checked.ok) return showCheckForm(req, res.status(422), { form: checked.form });
  const isUnclear = company.company_name !== '' && company.company_pick !== 'new';
  if (isUnclear || !isCertain(text, card)) return showCheckForm(req, res, { form: checked.form });
  await save(req, res, checked.data, checked.form);
});

// This page is the response to a POST. On a reload there is nothing to show, except a draft from before the session
// ended.
quickContactRouter.get('/check', (req, res) => {
  const form = draftForm(CheckedContactSchema);
  if (form) return showCheckForm(req, res, { form });
  res.redirect(303, urls.quickAdd());
});

quickContactRouter.post('/check', async (req, res) => {
  const changed = withChangedPoints(req);
  if (changed) return showCheckForm(req, res, { form: filledForm(CheckedContactSchema, changed) });
  const parsed = parseForm(CheckedContactSchema, req.body);
  if (!parsed.ok) return showCheckForm(req, res.status(422), { form: parsed.form });
  await save(req, res, parsed.data, parsed.form);
});

async function save(req: Request, res: Response, input: CheckedContactInput, form: CheckForm): Promise<void> {
  const { next, next_title, ...contact } = input;
  const step = nextStepTask(res, { next, next_title }, contact);
  const { replayPath, result: saved } = await runOnce(
    req,
    (tx) => saveContact(tx, contact, step),
    ({ id }) => urls.contact(id),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  if (!saved.ok) return showCheckForm(req, res.status(422), formWithProblem(saved, form));
  flashSaved(req, step ? 'quickAdd.flash.createdWithNext' : 'contacts.flash.created', saved);
  res.redirect(303, wantsAnother(req) ? urls.quickAdd() : urls.contact(saved.id));
}
