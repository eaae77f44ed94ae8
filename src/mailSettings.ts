import { SettingError, type Settings } from './settings.ts';

export interface MailSettings {
  readonly url: string;
  readonly from: string;
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
