import type { Transporter } from 'nodemailer';
import type { MailSettings } from '../mailSettings.ts';
import { headerText } from './headerText.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
}

const timeoutMs = 15_000;
const transports = new WeakMap<MailSettings, Transporter>();

/** Sends a mail through the server of SMTP_URL. @throws when the server refuses it or does not answer for 15 seconds */
export async function sendMail(settings: MailSettings, mail: Mail): Promise<void> {
  const transport = await transportOf(settings);
  // Auto-Submitted prevents out-of-office replies.
  const headers = { ...mail.headers, 'Auto-Submitted': 'auto-generated' };
  await transport.sendMail({ from: settings.from, ...mail, subject: headerText(mail.subject), headers });
}

interface Mailbox {
  name: string;
  address: string;
}

/** A mail from one person to another. */
export interface PersonalMail {
  messageId: string;
  /** Shown with the address of MAIL_FROM. */
  senderName: string;
  replyTo: Mailbox;
  to: Mailbox;
  subject: string;
  text: string;
}

/** Sends a mail in the name of somebody, to whom the replies go. @throws as sendMail() */
export async function sendPersonalMail(settings: MailSettings, mail: PersonalMail): Promise<void> {
  const transport = await transportOf(settings);
  const { senderName, messageId, text } = mail;
  await transport.sendMail({
    ...{ messageId, text },
    from: mailbox(senderName, addressOf(settings)),
    replyTo: mailbox(mail.replyTo.name, mail.replyTo.address),
    to: mailbox(mail.to.name, mail.to.address),
    subject: headerText(mail.subject),
  });
}

function mailbox(name: string, address: string): Mailbox {
  return { name: headerText(name), address };
}

/** The address of MAIL_FROM without the name. */
export function addressOf({ from }: MailSettings): string {
  return /<([^<>]+)>/.exec(from)?.[1] ?? from;
}

async function transportOf(settings: MailSettings): Promise<Transporter> {
  const transport = transports.get(settings) ?? (await openTransport(settings));
  transports.set(settings, transport);
  return transport;
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
