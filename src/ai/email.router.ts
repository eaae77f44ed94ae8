import { type Request, type Response, Router } from 'express';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { draftForm, formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { sendingProblem } from '../mailComposer/composePage.ts';
import { MailDraftSchema } from '../mailComposer/mailComposer.schema.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { getAiState } from './aiState.ts';
import { authorizeRequest } from './authorizeRequest.ts';
import { EmailOptionsSchema } from './email.schema.ts';
import { draftEmail } from './email.service.ts';
import { AiError, type AiProblem } from './provider.ts';
import { returnAiError } from './returnAiError.ts';

export const emailRouter = Router();

interface Locals {
  contact: ContactRow;
  emailOptions: Form<typeof EmailOptionsSchema>;
  /** Undefined before the first draft is written. */
  draft: Form<typeof MailDraftSchema> | undefined;
  model: string | undefined;
  problem: AiProblem | 'consent' | undefined;
  /** Whether the draft can be sent from here. */
  canSend: boolean;
}

const emailView = page<Locals>('ai/email');

emailRouter.get('/email/:id', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const draft = draftForm(MailDraftSchema);
  if (!draft && !getAiState(req).on) return redirectWhenOff(req, res, contact);
  showEmail(res, contact, { emailOptions: defaultOptions(res), draft });
});

emailRouter.post('/email/:id', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const parsed = parseForm(EmailOptionsSchema, req.body);
  if (!parsed.ok) return showEmail(res.status(422), contact, { emailOptions: parsed.form });
  const ai = await authorizeRequest(req, res);
  if (ai === 'off') return redirectWhenOff(req, res, contact);
  if (ai === 'consent') return showEmail(res.status(422), contact, { emailOptions: parsed.form, problem: 'consent' });

  const result = await draftEmail(ownedDb(req), ai, contact, parsed.data, currentMoment(req)).catch(returnAiError);
  const emailOptions = formFor(EmailOptionsSchema, parsed.data);
  if (result instanceof AiError) return showEmail(res.status(422), contact, { emailOptions, problem: result.problem });
  showEmail(res, contact, { emailOptions, draft: formFor(MailDraftSchema, result.draft), model: result.model });
});

function defaultOptions(res: Response): Locals['emailOptions'] {
  return formFor(EmailOptionsSchema, { tone: 'friendly', language: res.locals.locale });
}

function redirectWhenOff(req: Request, res: Response, contact: ContactRow): void {
  flash(req, 'info', 'ai.notSent.off');
  res.redirect(303, `${urls.contact(contact.id)}#ai`);
}

function showEmail(res: Response, contact: ContactRow, locals: Pick<Locals, 'emailOptions'> & Partial<Locals>): void {
  const title = res.locals.t('ai.email.title');
  emailView(res, {
    title,
    section: 'contacts',
    contact,
    draft: undefined,
    model: undefined,
    problem: undefined,
    canSend: !sendingProblem(res.req, contact),
    ...locals,
  });
}
