import { type Request, type Response, Router } from 'express';
import { fullName } from '../contacts/contactName.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { parseId } from '../core/ids.ts';
import { sha256 } from '../core/sha256.ts';
import { truncate } from '../core/truncate.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { idempotencyKey } from '../http/forms/idempotency.ts';
import { currentMoment, getConfig, getDatabase, idParam, ownedDb, signedInUser } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import type { TextKey } from '../i18n/translate.ts';
import { logInteractionOnce } from '../interactions/logInteraction.service.ts';
import { mailContent } from '../mailLog/mailContent.ts';
import { maxSubjectLength } from '../mailReader/subject.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { chosenAddress, sendingProblem, showCompose, showPreview } from './composePage.ts';
import { fieldValues, senderName } from './fieldValues.service.ts';
import { MailDraftSchema, maxBodyLength } from './mailComposer.schema.ts';
import { sendToContact } from './sendMail.service.ts';
import { findUnsure, resolveUnsure } from './sentMails.service.ts';
import { fillFields } from './templateFields.ts';
import { getTemplate } from './templates.service.ts';

/** `/contacts/:id/write/`: an email to a contact, sent from here or by another program. */
export const composeRouter = Router();

composeRouter.get('/:id/write', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const id = parseId(req.query['template']);
  if (id !== undefined) return showTemplate(req, res, contact, id);
  const unsure = await findUnsure(ownedDb(req), contact.id, currentMoment(req).now);
  const { subject = '', body = '' } = unsure ?? {};
  await showCompose(req, res, { contact, unsure, form: formFor(MailDraftSchema, { subject, body, origin: 'own' }) });
});

composeRouter.post('/:id/write', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const parsed = parseForm(MailDraftSchema, req.body);
  if (parsed.form.values.do === 'edit') return showCompose(req, res, { contact, form: { ...parsed.form, errors: {} } });
  if (!parsed.ok) return showCompose(req, res.status(422), { contact, form: parsed.form });
  if (parsed.data.do === 'log') return logSent(req, res, contact, parsed.data);
  const { form } = parsed;
  if (sendingProblem(req, contact)) return showCompose(req, res.status(422), { contact, form });
  if (parsed.data.do === 'preview') return showPreview(req, res, contact, form);
  const problem = await send(req, contact, parsed.data);
  if (problem) return showCompose(req, res.status(422), { contact, form, problem });
  flash(req, 'success', 'mailComposer.flash.sent', { params: { to: chosenAddress(contact, parsed.data.to) } });
  res.redirect(303, urls.contact(contact.id));
});

type Draft = { to: string; subject: string; body: string };

/** A template filled in for the contact; the page names what is missing. */
async function showTemplate(req: Request, res: Response, contact: ContactRow, id: number): Promise<void> {
  const template = await getTemplate(ownedDb(req), id);
  const values = await fieldValues(ownedDb(req), contact, signedInUser(req).username);
  const [subject, body] = [fillFields(template.subject, values), fillFields(template.body, values)];
  const filled = { subject: truncate(subject.text, maxSubjectLength), body: truncate(body.text, maxBodyLength) };
  const missing = [...new Set([...subject.missing, ...body.missing])];
  const form = formFor(MailDraftSchema, { ...filled, origin: 'own' });
  await showCompose(req, res, { contact, form, chosen: id, missing });
}

/** Returns undefined once the mail is sent, even if another press of the same form has sent it. */
async function send(req: Request, contact: ContactRow, draft: Draft) {
  const config = getConfig(req);
  if (!config.mail) return { key: 'mailComposer.problem.server' as TextKey };
  const { username, email } = signedInUser(req);
  const sender = await senderName(ownedDb(req), username);
  const to = { name: fullName(contact), address: chosenAddress(contact, draft.to) };
  const mail = {
    senderName: sender,
    replyTo: { name: sender, address: email },
    to,
    subject: draft.subject,
    text: draft.body,
  };
  const form = { form_hash: formHash(req, draft), contactId: contact.id, subject: draft.subject, body: draft.body };
  const { mailsPerDay: perDay } = config.limits;
  const db = ownedDb(req).withCause('mail');
  const { pool } = getDatabase(req);
  const result = await sendToContact(db, form, { pool, settings: config.mail, perDay, mail }, currentMoment(req));
  const params = { count: perDay, address: to.address };
  return result === 'sent' ? undefined : { key: `mailComposer.problem.${result}` as TextKey, params };
}

/** A form without a key can be sent again, but not within the same minute. */
function formHash(req: Request, draft: Draft): string {
  const minute = currentMoment(req).now.toISOString().slice(0, 16);
  return idempotencyKey(req)?.form_hash ?? sha256(JSON.stringify([req.originalUrl, minute, draft]));
}

async function logSent(
  req: Request,
  res: Response,
  contact: ContactRow,
  { subject, body, origin }: Draft & { origin: 'own' | 'ai' },
): Promise<void> {
  const moment = currentMoment(req);
  const written = {
    content: mailContent({ subject, content: body }),
    direction: 'sent',
    occurred_at: moment.now,
  } as const;
  const logged = { contactId: contact.id, interaction: { interaction_type: 'email', ...written } } as const;
  const db = ownedDb(req).withCause(origin === 'ai' ? 'ai' : 'form');
  const path = urls.contact(contact.id);
  const { replayPath } = await logInteractionOnce(db, idempotencyKey(req), logged, moment, () => path);
  await resolveUnsure(ownedDb(req), contact.id, moment.now);
  if (replayPath === undefined) flash(req, 'success', 'mailComposer.flash.logged', { actions: undoActions(req, path) });
  res.redirect(303, path);
}
