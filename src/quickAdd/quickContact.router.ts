import { type Request, type Response, Router } from 'express';
import { type BusinessCard, readCard } from '../cardReader/businessCard.ts';
import { countryOf } from '../cardReader/country.ts';
import { isForAnother, tellSaved, unsavedForm } from '../contacts/contactSaving.ts';
import { draftForm, formFor } from '../http/forms/formFor.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { ownedDb, signedInUser } from '../http/request.ts';
import { nextTaskOf } from '../interactions/nextStepTask.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { CardSchema, type CheckInput, CheckSchema } from './quickAdd.schema.ts';
import { companyFields, saveContact } from './quickAdd.service.ts';
import { type CheckForm, showCard, showCheck, textOf } from './quickAddPage.ts';

export const quickContactRouter = Router();

quickContactRouter.get('/', (req, res) => {
  showCard(req, res, formFor(CardSchema, { text: textOf(req.query['text']), next: 'none' }));
});

quickContactRouter.post('/', async (req, res) => {
  const parsed = parseForm(CardSchema, req.body);
  if (!parsed.ok) return showCard(req, res.status(422), parsed.form);

  const { text, next, next_title } = parsed.data;
  const card = readCard(text, countryOf(signedInUser(req).time_zone));
  const company = await companyFields(ownedDb(req), card.company);
  const read = parseForm(CheckSchema, { ...card, ...company, next, next_title, status: 'lead' });
  if (!read.ok) return showCheck(req, res.status(422), { form: read.form });
  if (company.company_name !== '' || !isCertain(text, card)) return showCheck(req, res, { form: read.form });
  await save(req, res, read.data, read.form);
});

// The page of what was read comes after a form was sent; loaded anew it starts from the beginning, but for what was typed
// into it before the session ended.
quickContactRouter.get('/check', (req, res) => {
  const form = draftForm(CheckSchema);
  if (form) return showCheck(req, res, { form });
  res.redirect(303, urls.quickAdd());
});

quickContactRouter.post('/check', async (req, res) => {
  const parsed = parseForm(CheckSchema, req.body);
  if (!parsed.ok) return showCheck(req, res.status(422), { form: parsed.form });
  await save(req, res, parsed.data, parsed.form);
});

/** One line of which every part was told apart is saved at once; all else is shown first. */
function isCertain(text: string, { first_name, last_name, notes }: BusinessCard): boolean {
  const words = `${first_name} ${last_name}`.trim().split(' ');
  return !text.includes('\n') && notes === '' && words.length <= 3;
}

async function save(req: Request, res: Response, input: CheckInput, form: CheckForm): Promise<void> {
  const { next, next_title, ...contact } = input;
  const step = nextTaskOf(req, { next, next_title }, contact);
  const { replayPath, result: saved } = await runOnce(
    req,
    (tx) => saveContact(tx, contact, step),
    ({ id }) => urls.contact(id),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  if (!saved.ok) return showCheck(req, res.status(422), unsavedForm(saved, form));
  tellSaved(req, step ? 'quickAdd.flash.createdWithNext' : 'contacts.flash.created', saved);
  res.redirect(303, isForAnother(req) ? urls.quickAdd() : urls.contact(saved.id));
}
