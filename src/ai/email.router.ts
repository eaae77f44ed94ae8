import { type Request, type Response, Router } from 'express';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { type Form, formFor, parseForm, restoredForm } from '../http/forms/form.ts';
import { sentForm } from '../http/forms/idempotency.ts';
import { page } from '../http/page.ts';
import { idParam, momentOf, nowOf, ownedDb } from '../http/request.ts';
import { createInteractionOnce } from '../interactions/interactions.service.ts';
import { urls } from '../urls.ts';
import { aiStateOf } from './aiState.ts';
import { startTurn } from './authorizeRequest.ts';
import { EmailSchema, EmailWishSchema } from './email.schema.ts';
import { draftEmail } from './email.service.ts';
import { AiError, type AiProblem } from './provider.ts';
import { providerFault } from './providerFault.ts';

export const emailRouter = Router();

interface Locals {
  contact: ContactRow;
  wish: Form<typeof EmailWishSchema>;
  /** Absent: nothing is written yet. */
  draft: Form<typeof EmailSchema> | undefined;
  model: string | undefined;
  problem: AiProblem | 'consent' | undefined;
}

const view = page<Locals>('ai/email');

emailRouter.get('/email/:id', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const draft = restoredForm(EmailSchema);
  if (!draft && !aiStateOf(req).on) return heldBack(req, res, contact);
  show(res, contact, { wish: usualWish(res), draft });
});

emailRouter.post('/email/:id', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const parsed = parseForm(EmailWishSchema, req.body);
  if (!parsed.ok) return show(res.status(422), contact, { wish: parsed.form });
  const turn = await startTurn(req, res);
  if (turn === 'off') return heldBack(req, res, contact);
  if (turn === 'consent') return show(res.status(422), contact, { wish: parsed.form, problem: 'consent' });

  const drafted = await draftEmail(ownedDb(req), turn, contact, parsed.data, momentOf(req)).catch(providerFault);
  const wish = formFor(EmailWishSchema, parsed.data);
  if (drafted instanceof AiError) return show(res.status(422), contact, { wish, problem: drafted.problem });
  show(res, contact, { wish, draft: formFor(EmailSchema, drafted.draft), model: drafted.model });
});

emailRouter.post('/email/:id/sent', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const parsed = parseForm(EmailSchema, req.body);
  if (!parsed.ok) return show(res.status(422), contact, { wish: usualWish(res), draft: parsed.form });

  const content = `${parsed.data.subject}\n\n${parsed.data.body}`;
  const said = { interaction_type: 'email', content, occurred_at: nowOf(req) } as const;
  const added = { contactId: contact.id, said, next: undefined };
  const { again } = await createInteractionOnce(ownedDb(req), sentForm(req), added, () => urls.contact(contact.id));
  if (again === undefined) flash(req, 'success', 'ai.flash.emailLogged');
  res.redirect(303, urls.contact(contact.id));
});

function usualWish(res: Response): Locals['wish'] {
  return formFor(EmailWishSchema, { tone: 'friendly', language: res.locals['locale'] });
}

function heldBack(req: Request, res: Response, contact: ContactRow): void {
  flash(req, 'info', 'ai.held.off');
  res.redirect(303, `${urls.contact(contact.id)}#ai`);
}

function show(res: Response, contact: ContactRow, parts: Pick<Locals, 'wish'> & Partial<Locals>): void {
  const title = res.locals['t']('ai.email.title');
  view(res, { title, section: 'contacts', contact, draft: undefined, model: undefined, problem: undefined, ...parts });
}
