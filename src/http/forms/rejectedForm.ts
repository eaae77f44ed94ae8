import type { Request } from 'express';
import { localPath } from '../../urls.ts';
import { formOwner } from './formOwner.ts';

/** What people write in their own words; all else in a form can be chosen again, or is not to be shown. */
const ownWords = [
  'text',
  'rows',
  'first_name',
  'last_name',
  'company_name',
  'contact_name',
  'position',
  'email',
  'phone',
  'notes',
  'name',
  'website',
  'industry',
  'address',
  'title',
  'description',
  'subject',
  'body',
  'content',
  'next_title',
  'reason',
];

/** Of a form that was refused: what was typed into it, to be copied, and where it can be opened anew. */
export interface Lost {
  typed: string[];
  formAt: string | undefined;
}

/** What a page that refuses a form gives back of it to whoever sent it. */
export function lostOf(req: Request): Lost {
  const fields = (req.body ?? {}) as Record<string, unknown>;
  if (req.method !== 'POST' || !isTheirs(req)) return { typed: [], formAt: undefined };
  const texts = ownWords.map((name) => fields[name]).filter((value) => typeof value === 'string');
  const typed = texts.map((text) => text.replaceAll('\0', '').trim()).filter(Boolean);
  return { typed, formAt: typed.length > 0 ? localPath(fields['_at']) : undefined };
}

/**
 * The sender is signed in and the form is of their own page. Where sessions cannot be read just now, a session's signed
 * cookie has to do: a form that another site makes a browser send comes without it (SameSite).
 */
function isTheirs(req: Request): boolean {
  if (!req.user) return !req.session && Boolean(req.sessionID);
  const by = formOwner(req.body);
  return by === undefined || by === req.user.id;
}
