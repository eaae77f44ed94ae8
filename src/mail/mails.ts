import { type Locale, translator } from '../i18n/translate.ts';
import type { Mail } from './mailer.ts';

export interface Recipient {
  username: string;
  email: string;
  locale: Locale;
}

export interface ResetLink {
  recipient: Recipient;
  link: string;
}

/** One mail for all accounts of an address. */
export function resetMail(accounts: ResetLink[]): Mail {
  const [first] = accounts as [ResetLink];
  const { email: to, locale, username: name } = first.recipient;
  const t = translator(locale);
  const links = accounts.map(({ recipient, link }) => `${recipient.username}\n${link}`).join('\n\n');
  const text =
    accounts.length === 1 ? t('mail.reset.text', { name, link: first.link }) : t('mail.reset.several', { links });
  return { to, subject: t('mail.reset.subject'), text };
}

/** Goes to the new address. */
export function confirmMail({ username: name, email: to, locale }: Recipient, link: string): Mail {
  const t = translator(locale);
  return { to, subject: t('mail.confirm.subject'), text: t('mail.confirm.text', { name, link }) };
}

export function testMail({ username: name, email: to, locale }: Recipient): Mail {
  const t = translator(locale);
  return { to, subject: t('mail.test.subject'), text: t('mail.test.text', { name }) };
}

export function twoFactorOffMail({ username: name, email: to, locale }: Recipient): Mail {
  const t = translator(locale);
  return { to, subject: t('mail.twoFactorOff.subject'), text: t('mail.twoFactorOff.text', { name }) };
}

export function passkeyAddedMail({ username: name, email: to, locale }: Recipient): Mail {
  const t = translator(locale);
  return { to, subject: t('mail.passkeyAdded.subject'), text: t('mail.passkeyAdded.text', { name }) };
}

/** Goes to the old address; `email` is the new one, empty when it was removed. */
export function changedMail({ username: name, email: to, locale }: Recipient, email: string): Mail {
  const t = translator(locale);
  const text = email === '' ? t('mail.changed.removed', { name }) : t('mail.changed.text', { name, email });
  return { to, subject: t('mail.changed.subject'), text };
}
