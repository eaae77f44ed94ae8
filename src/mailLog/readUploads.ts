import type { Request } from 'express';
import { currentMoment, ownedDb, signedInUser } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import type { OwnerContext } from '../mailReader/mail.ts';
import { readMail } from '../mailReader/readMail.ts';
import type { MailProblem, MailSource } from '../mailReader/readSource.ts';
import { ownAddresses } from './mailPreferences.service.ts';
import { maxFileMegabytes } from './mailUpload.ts';
import { chooseMail, removeOldWaiting, type StoredMail, storeMail } from './waitingMails.service.ts';

export interface MailOutcome {
  name: string;
  problem?: { key: TextKey; params: { name: string; megabytes: number } };
  stored?: StoredMail;
}

interface NamedSource {
  name: string;
  source: MailSource | undefined;
}

/**
 * No further file is read after this time. One takes up to 15 seconds, and after 30 the request is answered with 503.
 */
const maxReadingMs = 12_000;

/** Reads the files and the pasted text of a form, and keeps what they hold until it is checked. */
export async function readUploads(req: Request, pastedName: string): Promise<MailOutcome[]> {
  const owner = await ownerContext(req);
  const begun = Date.now();
  const outcomes: MailOutcome[] = [];
  for (const given of givenMails(req, pastedName))
    outcomes.push(Date.now() - begun > maxReadingMs ? refused(given, 'tooMuch') : await readOne(req, given, owner));
  await removeOldWaiting(ownedDb(req), currentMoment(req).now);
  return outcomes;
}

export function pastedMail(req: Request): string {
  const pasted: unknown = req.body?.pasted;
  return typeof pasted === 'string' ? pasted : '';
}

function givenMails(req: Request, pastedName: string): NamedSource[] {
  const files = (req.uploadedMails ?? []).map(({ name, bytes }) => ({ name, source: bytes && { bytes } }));
  const pasted = pastedMail(req);
  return pasted.trim() === '' ? files : [...files, { name: pastedName, source: { pasted } }];
}

async function readOne(req: Request, given: NamedSource, owner: OwnerContext): Promise<MailOutcome> {
  if (!given.source) return refused(given, 'tooLarge');
  const result = await readMail(given.source, owner);
  if (!result.ok) return refused(given, result.problem);
  const db = ownedDb(req);
  return { name: given.name, stored: await storeMail(db, await chooseMail(db, result.mails), currentMoment(req).now) };
}

function refused({ name }: NamedSource, problem: MailProblem | 'tooLarge'): MailOutcome {
  return { name, problem: { key: `mailLog.problem.${problem}`, params: { name, megabytes: maxFileMegabytes } } };
}

async function ownerContext(req: Request): Promise<OwnerContext> {
  const { email } = signedInUser(req);
  return { own: await ownAddresses(ownedDb(req), email), timeZone: currentMoment(req).timeZone };
}
