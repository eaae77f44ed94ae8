import type { Request } from 'express';
import { localPath } from '../../urls.ts';
import { formOwner } from './formOwner.ts';

/** Fields of free text. Everything else in a form can be chosen again or must not be shown. */
const freeTextFields = [
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

/** The texts of a form that was refused, for the user to copy, and the path where the form can be opened again. */
export interface RejectedForm {
  typed: string[];
  formPath: string | undefined;
}

/** What an error page may give back of the form to whoever sent it. */
export function rejectedForm(req: Request): RejectedForm {
  const fields = (req.body ?? {}) as Record<string, unknown>;
  if (req.method !== 'POST' || !isOwnForm(req)) return { typed: [], formPath: undefined };
  const texts = freeTextFields.map((name) => fields[name]).filter((value) => typeof value === 'string');
  const typed = texts.map((text) => text.replaceAll('\0', '').trim()).filter(Boolean);
  return { typed, formPath: typed.length > 0 ? localPath(fields['_at']) : undefined };
}

/**
 * The sender is signed in and the form is from their own page. While sessions cannot be read, a signed session cookie has to
 * do: a form that another site makes the browser send arrives without it (SameSite).
 */
function isOwnForm(req: Request): boolean {
  if (!req.user) return !req.session && Boolean(req.sessionID);
  const by = formOwner(req.body);
  return by === undefined || by === req.user.id;
}
