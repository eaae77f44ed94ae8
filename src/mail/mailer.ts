import type { Transporter } from 'nodemailer';
import type { MailSettings } from '../mailSettings.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
}

const timeoutMs = 15_000;
const transports = new WeakMap<MailSettings, Transporter>();

/** Sends a mail through the server of SMTP_URL. @throws when the server refuses it or does not answer within 15 seconds */
export async function sendMail(settings: MailSettings, mail: Mail): Promise<void> {
  const transport = transports.get(settings) ?? (await openTransport(settings));
  transports.set(settings, transport);
  // Auto-Submitted prevents out-of-office replies.
  const headers = { ...mail.headers, 'Auto-Submitted': 'auto-generated' };
  await transport.sendMail({ from: settings.from, ...mail, headers });
}

// nodemailer takes 4 MB, so it is loaded with the first mail.
async function openTransport({ url }: MailSettings): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
