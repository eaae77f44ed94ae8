import { randomBytes } from 'node:crypto';

/** Lower-case letters and digits, because some mail programs change the case. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const tokenLength = 20;

/** Twenty of 32 characters are 100 bits. */
export function newDropToken(): string {
  return [...randomBytes(tokenLength)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** `crm+7-k3j9…@example.com`: the owner's id is a part of it, so that a token is looked up among one owner's rows. */
export function dropAddress(mailbox: string, userId: number, token: string): string {
  return mailbox.replace('@', `+${userId.toString(36)}-${token}@`);
}

export interface DropTarget {
  userId: number;
  token: string;
}

const maxTargets = 5;

/** The private addresses of this mailbox in the headers of a mail, each once. */
export function findDropTargets(headers: string, mailbox: string): DropTarget[] {
  const [local = '', host = ''] = mailbox.split('@').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const unfolded = headers.slice(0, 200_000).replace(/\r?\n[ \t]+/g, ' ');
  const pattern = new RegExp(
    `(?<![\\w.+-])${local}\\+([0-9a-z]{1,6})-([a-z0-9]{${tokenLength}})@${host}(?![\\w.-])`,
    'gi',
  );
  const targets = [...unfolded.matchAll(pattern)].map(([, id = '', token = '']) => `${id}-${token}`.toLowerCase());
  return [...new Set(targets)].slice(0, maxTargets).map(toTarget);
}

function toTarget(text: string): DropTarget {
  const [id = '', token = ''] = text.split('-');
  return { userId: Number.parseInt(id, 36), token };
}
