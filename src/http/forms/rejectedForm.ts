import type { Request } from 'express';
import { localPath } from '../../core/paths.ts';
import { formOwner } from './formOwner.ts';

/** Free text only: the rest can be chosen again or must not be shown. */
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
  'tags',
  'notes',
  'name',
  'website',
  'industry',
  'address',
  'birthday',
  'source',
  'tax_id',
  'title',
  'description',
  'subject',
  'body',
  'content',
  'next_title',
  'reason',
];

/** Fields with several texts, each followed by its label. */
const textListFields = ['more_phones', 'more_emails'];

export interface RejectedForm {
  typed: string[];
  formPath: string | undefined;
}

export function rejectedForm(req: Request): RejectedForm {
  const fields = (req.body ?? {}) as Record<string, unknown>;
  if (req.method !== 'POST' || !isOwnForm(req)) return { typed: [], formPath: undefined };
  const lists = textListFields.flatMap((name) => [fields[name]].flat().filter((_, at) => at % 2 === 0));
  const texts = [...freeTextFields.map((name) => fields[name]), ...lists];
  const typed = texts
    .filter((value) => typeof value === 'string')
    .map((text) => text.replaceAll('\0', '').trim())
    .filter(Boolean);
  return { typed, formPath: typed.length > 0 ? localPath(fields['_at']) : undefined };
}

/** While sessions cannot be read, a signed session cookie has to do; SameSite keeps it from forms of other sites. */
function isOwnForm(req: Request): boolean {
  if (!req.user) return !req.session && Boolean(req.sessionID);
  const by = formOwner(req.body);
  return by === undefined || by === req.user.id;
}
