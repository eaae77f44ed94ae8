import type { Request } from 'express';
import { takeTurn } from '../db/rateLimit.ts';
import { configOf, databaseOf, nowOf, signedInUser } from '../http/request.ts';
import { inBackground } from '../mail/background.ts';
import { sendMail } from '../mail/mailer.ts';
import { changedMail, confirmMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { askEmailChange } from './emailChange.service.ts';

const perUser = { name: 'email-changes', points: 5, seconds: 3600 };

/** What becomes of the address typed into the profile: `waiting`, the old one stays until the new one is confirmed. */
type NewEmail = 'now' | 'waiting' | 'too_often';

/** Without mail, or without a new address, it may change at once; else a link goes to the new address first. */
export async function takeNewEmail(req: Request, email: string): Promise<NewEmail> {
  const [user, { mail, publicUrl }] = [signedInUser(req), configOf(req)];
  if (email === user.email || !mail || email === '') return 'now';
  if ((await takeTurn(databaseOf(req).pool, perUser, String(user.id))) > 0) return 'too_often';
  const token = await askEmailChange(databaseOf(req), user.id, email, nowOf(req));
  const link = `${publicUrl}${urls.emailConfirm(token)}`;
  inBackground('mail to confirm an address', () => sendMail(mail, confirmMail({ ...user, email }, link)));
  return 'waiting';
}

/** So that a change that was not the owner's is noticed. */
export function tellOldAddress(req: Request, email: string): void {
  const [user, { mail }] = [signedInUser(req), configOf(req)];
  if (mail && user.email !== '')
    inBackground('mail to the old address', () => sendMail(mail, changedMail(user, email)));
}
