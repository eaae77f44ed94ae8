import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { sha256 } from '../../core/sha256.ts';
import { type Once, type SentForm, submitOnce } from '../../db/idempotencyKeys.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { nowOf, ownedDb } from '../request.ts';

/** For the hidden field of a form that makes something: tells two forms from one that is sent twice. */
export function newFormId(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * Does the work of a form that makes something, once even if it is sent twice: the second is told where the first one led.
 * Without a form's number (a client that never saw the form) everything sent is work.
 */
export async function once<Result extends { ok: boolean }>(
  req: Request,
  work: (db: OwnedDb) => Promise<Result>,
  pathOf: (made: Extract<Result, { ok: true }>) => string,
): Promise<Once<Result>> {
  return submitOnce(ownedDb(req), sentForm(req), work, pathOf);
}

/** What tells this form from all others; undefined for one without a number. */
export function sentForm(req: Request): SentForm | undefined {
  const form_hash = formHashOf(req);
  return form_hash === undefined ? undefined : { form_hash, now: nowOf(req) };
}

// With the fields: whoever goes back, types somebody else's name and saves means another record, not the first again.
function formHashOf({ body, originalUrl }: Request): string | undefined {
  const fields = (body ?? {}) as Record<string, unknown>;
  const id = fields['form_id'];
  if (typeof id !== 'string' || !/^[\w-]{16,64}$/.test(id)) return undefined;
  const typed = Object.entries(fields).filter(([name]) => !name.startsWith('_'));
  const text = JSON.stringify([originalUrl, typed.sort(([one], [other]) => (one < other ? -1 : 1))]);
  return sha256(text);
}
