import { sha256 } from '../core/sha256.ts';
import { truncate } from '../core/truncate.ts';
import { distinctAddresses } from './addresses.ts';
import { cleanLine } from './cleanText.ts';
import { findForwarded } from './forwardedMail.ts';
import { maxTextLength, type OwnerContext, type RawMail, type ReadMail, type ReadMails } from './mail.ts';
import { withoutHistory } from './quotedHistory.ts';
import { splitSignature } from './signature.ts';
import { maxSubjectLength } from './subject.ts';

const maxForwards = 3;

/** Finds who wrote to whom, and what of it was new. */
export function interpretMail(raw: RawMail, owner: OwnerContext, depth = 0): ReadMails {
  const forwarded = depth < maxForwards ? findForwarded(raw, owner.timeZone) : undefined;
  const inner = forwarded && interpretMail(forwarded.mail, owner, depth + 1);
  return {
    mail: toReadMail(raw, owner, forwarded ? raw.text : withoutHistory(raw.text, owner.timeZone)),
    forwarded: inner && innermost(inner),
    isForwardedByOwner: !raw.from || owner.own.length === 0 || isOwn(raw.from.address, owner),
  };
}

/** An owner may have forwarded what they had forwarded before. */
function innermost({ mail, forwarded, isForwardedByOwner }: ReadMails): ReadMail {
  return forwarded && isForwardedByOwner && mail.direction === 'sent' ? forwarded : mail;
}

function toReadMail(raw: RawMail, owner: OwnerContext, whole: string): ReadMail {
  const isSent = raw.from !== undefined && isOwn(raw.from.address, owner);
  const author = isSent ? undefined : answeredAddress(raw);
  const { text, signature } = splitSignature(whole, author?.name ?? '');
  const others = distinctAddresses([...(author ? [author] : []), ...raw.to]).filter(
    ({ address }) => !isOwn(address, owner),
  );
  return {
    message_hash: messageHash(raw),
    kind: raw.kind,
    direction: isSent ? 'sent' : 'received',
    person: isSent ? others[0] : author,
    others: isSent ? others.slice(1) : others.filter(({ address }) => address !== author?.address),
    date: raw.date,
    subject: truncate(cleanLine(raw.subject), maxSubjectLength),
    text: truncate(text, maxTextLength),
    signature: isSent ? '' : truncate(signature, 2_000),
    attachments: raw.attachments,
  };
}

/** A form on a website writes from an address that nobody reads. */
function answeredAddress({ from, replyTo }: RawMail): RawMail['from'] {
  const isNobody =
    from === undefined || /^(no-?reply|do-?not-?reply|nie-?odpowiadaj|noreply.*|wordpress)@/.test(from.address);
  return isNobody && replyTo ? replyTo : from;
}

/** The hash of a Message-ID, which is given with its angle brackets. */
export function messageIdHash(id: string): string {
  return sha256(`id ${id.trim().toLowerCase()}`);
}

function messageHash({ messageId, from, date, subject, text }: RawMail): string {
  const id = messageId.trim().toLowerCase();
  if (id !== '') return messageIdHash(id);
  return sha256(JSON.stringify(['said', from?.address, date?.toISOString().slice(0, 16), subject, text.slice(0, 500)]));
}

function isOwn(address: string, { own }: OwnerContext): boolean {
  return own.includes(address) || own.includes(withoutTag(address));
}

/** Removes the tag: `anna+crm@example.com` is Anna's address. */
function withoutTag(address: string): string {
  return address.replace(/\+[^@]*@/, '@');
}
