import { readEml } from './emlFile.ts';
import { interpretMail } from './interpretMail.ts';
import type { OwnerContext, RawMail, ReadMails } from './mail.ts';
import { isMsg, readMsg } from './msgFile.ts';
import { readPasted } from './pastedMail.ts';

/** A file, or pasted text. */
export type MailSource = { bytes: Uint8Array; pasted?: undefined } | { pasted: string };

/** `tooMuch`: reading took too long or too much memory. */
export type MailProblem = 'notMail' | 'unreadable' | 'tooMuch';

export type ReadMailResult = { ok: true; mails: ReadMails } | { ok: false; problem: MailProblem };

/** Reads a mail of any format. Never throws for what is in it, but may take long: see readMail(). */
export async function readSource(source: MailSource, owner: OwnerContext): Promise<ReadMailResult> {
  const raw = await rawMail(source, owner).catch(() => undefined);
  if (!raw) return { ok: false, problem: 'unreadable' };
  const isNothing = !raw.from && raw.text === '' && raw.subject === '';
  return isNothing ? { ok: false, problem: 'notMail' } : { ok: true, mails: interpretMail(raw, owner) };
}

async function rawMail(source: MailSource, owner: OwnerContext): Promise<RawMail> {
  if (source.pasted !== undefined) return readPasted(source.pasted, owner);
  return isMsg(source.bytes) ? readMsg(source.bytes) : readEmlFile(source.bytes);
}

/** A file that does not begin with a header is not a mail, whatever its name. */
async function readEmlFile(bytes: Uint8Array): Promise<RawMail> {
  const raw = await readEml(bytes);
  const head = Buffer.from(bytes.subarray(0, 4_000))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  const isMail = /^(from |[\w-]+:)/i.test(head.trimStart()) && (raw.from ?? raw.date ?? raw.to[0]) !== undefined;
  return isMail ? raw : { ...raw, from: undefined, subject: '', text: '' };
}
