import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { sha256 } from '../../core/sha256.ts';
import { type IdempotencyKey, type RunOnceResult, withIdempotencyKey } from '../../db/idempotencyKeys.ts';
import type { TransactionOptions } from '../../db/longTransaction.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { currentTime, ownedDb } from '../request.ts';

export function newFormId(): string {
  return randomBytes(16).toString('base64url');
}

/** When a form is sent twice, the second request is redirected like the first one. */
export function runOnce<Result extends { ok: boolean }>(
  req: Request,
  work: (db: OwnedDb) => Promise<Result>,
  pathOf: (saved: Extract<Result, { ok: true }>) => string,
  how?: TransactionOptions,
): Promise<RunOnceResult<Result>> {
  return withIdempotencyKey(ownedDb(req), idempotencyKey(req), work, pathOf, how);
}

export function idempotencyKey(req: Request): IdempotencyKey | undefined {
  const form_hash = hashForm(req);
  return form_hash === undefined ? undefined : { form_hash, now: currentTime(req) };
}

// The fields are part of the key: a user who goes back and types another name means another record.
function hashForm({ body, originalUrl }: Request): string | undefined {
  const fields = (body ?? {}) as Record<string, unknown>;
  const id = fields['form_id'];
  if (typeof id !== 'string' || !/^[\w-]{16,64}$/.test(id)) return undefined;
  const typed = Object.entries(fields).filter(([name]) => !name.startsWith('_'));
  return sha256(JSON.stringify([originalUrl, typed.sort(([one], [other]) => (one < other ? -1 : 1))]));
}
