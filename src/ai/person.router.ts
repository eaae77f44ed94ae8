import { type Request, type Response, Router } from 'express';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { CheckedContactSchema, QuickContactSchema } from '../quickAdd/quickAdd.schema.ts';
import { companyPickerValues } from '../quickAdd/quickAdd.service.ts';
import { showCheckForm, showContactForm } from '../quickAdd/quickAddPage.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { type AiDenial, authorizeRequest } from './authorizeRequest.ts';
import { extractPerson } from './person.service.ts';
import { AiError, type AiProblem } from './provider.ts';
import { returnAiError } from './returnAiError.ts';

export const personRouter = Router();

interface Locals {
  form: Form<typeof QuickContactSchema>;
  problem: AiProblem | AiDenial;
}

const problemView = page<Locals>('ai/person');

// Takes the text of quick-add and fills the form in which the user checks it before saving.
personRouter.post('/person', async (req, res) => {
  const parsed = parseForm(QuickContactSchema, req.body);
  if (!parsed.ok) return showContactForm(req, res.status(422), parsed.form);
  const ai = await authorizeRequest(req, res);
  if (typeof ai === 'string') return showProblem(res, parsed.form, ai);

  const { text, next, next_title } = parsed.data;
  const person = await extractPerson(ownedDb(req), ai, text, res.locals.locale).catch(returnAiError);
  if (person instanceof AiError) return showProblem(res, parsed.form, person.problem);
  await showFilledForm(req, res, person, { next, next_title });
});

async function showFilledForm(
  req: Request,
  res: Response,
  person: Record<string, string>,
  nextStep: object,
): Promise<void> {
  const company = await companyPickerValues(ownedDb(req), person['company_name'] ?? '');
  const { form, ok } = parseForm(CheckedContactSchema, { ...person, ...company, ...nextStep, status: 'lead' });
  await showCheckForm(req, ok ? res : res.status(422), { form });
}

/** Offers to read the same text by rules, or to ask again. */
function showProblem(res: Response, form: Locals['form'], problem: Locals['problem']): void {
  problemView(res.status(422), { title: res.locals.t('ai.person.title'), section: 'contacts', form, problem });
}
