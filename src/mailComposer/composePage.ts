import type { Request, Response } from 'express';
import { contactPointsOf } from '../contacts/contactPoints.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, getDatabase, ownedDb, signedInUser } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { findPendingEmail } from '../users/emailChange.service.ts';
import type { Form } from '../validation/form.ts';
import { senderName } from './fieldValues.service.ts';
import type { MailDraftSchema } from './mailComposer.schema.ts';
import { findUnsure } from './sentMails.service.ts';
import type { TemplateField } from './templateFields.ts';
import { listTemplates, type MailTemplate } from './templates.service.ts';

type DraftForm = Form<typeof MailDraftSchema>;

/** Why this installation or account cannot send; undefined when it can. */
export type SendingProblem = 'noServer' | 'noOwnAddress' | 'noAddress' | undefined;

interface ComposeLocals {
  contact: ContactRow;
  form: DraftForm;
  addresses: string[];
  templates: MailTemplate[];
  /** The id of the template that was filled in. */
  chosen: number | undefined;
  missing: TemplateField[];
  cannotSend: SendingProblem;
  /** The unconfirmed address of the account; empty when there is none or it does not matter. */
  pendingEmail: string;
  problem: { key: TextKey; params?: Record<string, string | number> } | undefined;
  unsure: { at: Date } | undefined;
}

const composeView = page<ComposeLocals>('mailComposer/compose');
const previewView = page<{ contact: ContactRow; form: DraftForm; to: string; sender: string; replyTo: string }>(
  'mailComposer/preview',
);

type ComposeParts = Pick<ComposeLocals, 'contact' | 'form'> & Partial<ComposeLocals>;

export async function showCompose(req: Request, res: Response, parts: ComposeParts): Promise<void> {
  const { contact } = parts;
  const cannotSend = sendingProblem(req, contact);
  composeView(res, {
    title: res.locals.t('mailComposer.title'),
    section: 'contacts',
    addresses: addressesOf(contact),
    templates: await listTemplates(ownedDb(req)),
    chosen: undefined,
    missing: [],
    cannotSend,
    pendingEmail: cannotSend === 'noOwnAddress' ? await pendingEmailOf(req) : '',
    problem: undefined,
    unsure: await findUnsure(ownedDb(req), contact.id, currentTime(req)),
    ...parts,
  });
}

export async function showPreview(req: Request, res: Response, contact: ContactRow, form: DraftForm): Promise<void> {
  const { username, email: replyTo } = signedInUser(req);
  const sender = await senderName(ownedDb(req), username);
  const title = res.locals.t('mailComposer.preview.title');
  previewView(res, {
    title,
    section: 'contacts',
    contact,
    form,
    to: chosenAddress(contact, form.values.to),
    sender,
    replyTo,
  });
}

export function sendingProblem(req: Request, contact: ContactRow): SendingProblem {
  if (addressesOf(contact).length === 0) return 'noAddress';
  if (!getConfig(req).mail) return 'noServer';
  return signedInUser(req).email === '' ? 'noOwnAddress' : undefined;
}

function pendingEmailOf(req: Request): Promise<string> {
  return findPendingEmail(getDatabase(req), signedInUser(req).id, currentTime(req));
}

function addressesOf(contact: ContactRow): string[] {
  return contactPointsOf('email', contact).map(({ value }) => value);
}

/** Only an address of the contact: a form cannot send to another one. */
export function chosenAddress(contact: ContactRow, to: string): string {
  const addresses = addressesOf(contact);
  return addresses.find((one) => one === to) ?? addresses[0] ?? '';
}
