import type { Request } from 'express';
import { consumeRateLimit } from '../db/rateLimit.ts';
import { inBackground } from '../http/background.ts';
import { currentTime, getConfig, getDatabase, signedInUser } from '../http/request.ts';
import { sendMail } from '../mail/mailer.ts';
import { changedMail, confirmMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { createEmailChange } from './emailChange.service.ts';

const perUser = { name: 'email-changes', points: 5, seconds: 3600 };

/** `pending`: the old address stays until the new one is confirmed. */
type EmailChangeOutcome = 'immediate' | 'pending' | 'rate_limited';

/** Mails a link to the new address. Without mail, or when the address is removed, the caller may change it at once. */
export async function requestEmailChange(req: Request, email: string): Promise<EmailChangeOutcome> {
  const [user, { mail, publicUrl }] = [signedInUser(req), getConfig(req)];
  if (email === user.email || !mail || email === '') return 'immediate';
  if ((await consumeRateLimit(getDatabase(req).pool, perUser, String(user.id))) > 0) return 'rate_limited';
  const token = await createEmailChange(getDatabase(req), user.id, email, currentTime(req));
  const link = `${publicUrl}${urls.emailConfirm(token)}`;
  inBackground('mail to confirm an address', () => sendMail(mail, confirmMail({ ...user, email }, link)));
  return 'pending';
}

/** Tells the owner at the old address, in case somebody else made the change. */
export function notifyOldAddress(req: Request, email: string): void {
  const [user, { mail }] = [signedInUser(req), getConfig(req)];
  if (mail && user.email !== '')
    inBackground('mail to the old address', () => sendMail(mail, changedMail(user, email)));
}
