import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { z } from 'zod';
import { getConfig } from '../http/request.ts';
import { log } from '../log/log.ts';
import { type Parsed, parseForm, withError } from '../validation/form.ts';
import { normalizePassword } from './password.ts';

const timeoutMs = 3_000;
const prefixLength = 5;

type PasswordForm = z.ZodObject<{ password1: z.ZodType<string> }>;

/** Like parseForm(), but refuses a new password that is known from a data breach, if the operator allows the lookup. */
export async function parseNewPassword<S extends PasswordForm>(
  req: Request,
  schema: S,
  body: unknown,
): Promise<Parsed<S>> {
  return refuseBreached(req, parseForm(schema, body));
}

/**
 * The second half of parseNewPassword(). For anonymous visitors a rate limit comes before it, since each call is a
 * request to another server.
 */
export async function refuseBreached<S extends PasswordForm>(req: Request, parsed: Parsed<S>): Promise<Parsed<S>> {
  const { breachedPasswordsUrl } = getConfig(req);
  if (!parsed.ok || !breachedPasswordsUrl) return parsed;
  if (!(await isBreached(breachedPasswordsUrl, parsed.data.password1))) return parsed;
  return { ok: false, form: withError(parsed.form, 'password1', { key: 'accounts.password.breached' }) };
}

/**
 * Sends five of forty digits of the hash (k-anonymity). If the lookup fails or takes longer than three seconds, the
 * password is accepted.
 */
async function isBreached(url: string, password: string): Promise<boolean> {
  if (password === '') return false;
  const hash = createHash('sha1').update(normalizePassword(password)).digest('hex').toUpperCase();
  try {
    return findSuffix(await readRange(`${url}${hash.slice(0, prefixLength)}`), hash.slice(prefixLength));
  } catch (error) {
    log.warn({ err: error }, 'known-breached passwords could not be looked up; the password passes');
    return false;
  }
}

async function readRange(address: string): Promise<string> {
  const response = await fetch(address, { headers: { 'Add-Padding': 'true' }, signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`the service answered ${response.status}`);
  return response.text();
}

/** Lines of `suffix:count`; the padding has the count 0. */
function findSuffix(range: string, suffix: string): boolean {
  return range.split(/\r?\n/).some((line) => {
    const [found, count] = line.split(':');
    return found === suffix && Number(count) > 0;
  });
}
