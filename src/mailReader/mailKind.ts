import { fold } from '../db/sql/fold.ts';
import type { MailKind } from './mail.ts';

export interface MailHeaders {
  header: (name: string) => string;
  contentType: string;
  fromAddress: string;
  subject: string;
}

/** The words are folded by fold(). */
const awaySubject =
  /^(automatic reply|auto(matic)?[ -]?(reply|response)|out of (the )?office|autoodpowiedz|odpowiedz automatyczna|automatyczna odpowiedz|poza biurem|nieobecnosc)\b/;

/** Distinguishes what a machine wrote from what a person wrote. */
export function mailKind(headers: MailHeaders): MailKind {
  if (isBounce(headers)) return 'bounce';
  return isAutomatic(headers) ? 'auto_reply' : 'mail';
}

function isBounce({ header, contentType, fromAddress }: MailHeaders): boolean {
  return (
    /multipart\/report.*delivery-status/is.test(contentType) ||
    header('x-failed-recipients') !== '' ||
    /^(mailer-daemon|postmaster)@/.test(fromAddress)
  );
}

function isAutomatic({ header, subject }: MailHeaders): boolean {
  const submitted = header('auto-submitted').toLowerCase();
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    /auto_reply/i.test(header('precedence')) ||
    header('x-autoreply') !== '' ||
    header('x-autorespond') !== '' ||
    awaySubject.test(fold(subject).trim())
  );
}
