import { SettingError, type Settings } from './settings.ts';

export interface MailSettings {
  readonly url: string;
  readonly from: string;
}

/** The mailbox to which users forward emails. */
export interface DropSettings {
  readonly url: string;
  /** In lower case, without a tag. */
  readonly address: string;
}

/** IMAP_ADDRESS, else the user of IMAP_URL where that is an address. */
export function dropSettings({ IMAP_URL: url, IMAP_ADDRESS }: Settings): DropSettings | undefined {
  if (!url) return undefined;
  const user = decodeURIComponent(new URL(url).username);
  const address = (IMAP_ADDRESS ?? user).toLowerCase();
  if (!/^[^\s@+]+@[^\s@]+$/.test(address))
    throw new SettingError('The setting IMAP_ADDRESS must be set with IMAP_URL: the email address of that mailbox.');
  return Object.freeze({ url, address });
}

/** PUBLIC_URL, else in production the first full host name of ALLOWED_HOSTS by HTTPS, else this computer. */
export function publicUrl({ PUBLIC_URL, NODE_ENV, ALLOWED_HOSTS, PORT }: Settings): string {
  const host = ALLOWED_HOSTS.find(isFullHostName) ?? 'localhost';
  return PUBLIC_URL ?? (NODE_ENV === 'production' ? `https://${host}` : `http://localhost:${PORT}`);
}

export function mailSettings({ SMTP_URL: url, MAIL_FROM: from, ...settings }: Settings): MailSettings | undefined {
  if (!url) return undefined;
  if (!from)
    throw new SettingError('The setting MAIL_FROM must be set with SMTP_URL: the address that mails come from.');
  const { PUBLIC_URL, NODE_ENV, ALLOWED_HOSTS } = settings;
  if (
    !PUBLIC_URL &&
    NODE_ENV === 'production' &&
    (ALLOWED_HOSTS.includes('*') || !ALLOWED_HOSTS.some(isFullHostName))
  ) {
    throw new SettingError(
      'The setting PUBLIC_URL must be set with SMTP_URL when ALLOWED_HOSTS allows every host, or names none in full.',
    );
  }
  return Object.freeze({ url, from });
}

function isFullHostName(host: string): boolean {
  return host !== '*' && !host.startsWith('.');
}
