import type { Transporter } from 'nodemailer';
import type { MailSettings } from '../config.ts';

export interface Mail {
  to: string;
  subject: string;
  /** Plain text; long lines are fine. */
  text: string;
}

const timeoutMs = 15_000;
const transports = new WeakMap<MailSettings, Transporter>();

/** Hands a mail to the server of SMTP_URL. @throws when that does not take it within seconds */
export async function sendMail(settings: MailSettings, mail: Mail): Promise<void> {
  const transport = transports.get(settings) ?? (await openTransport(settings));
  transports.set(settings, transport);
  // The header keeps holiday answers from coming back.
  await transport.sendMail({ from: settings.from, ...mail, headers: { 'Auto-Submitted': 'auto-generated' } });
}

// Loaded with the first mail: it takes 4 MB of every worker.
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
