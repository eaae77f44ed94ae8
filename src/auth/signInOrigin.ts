import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { clientAddress } from '../http/clientAddress.ts';

/** The browser that opened a session. On the profile page this id identifies the session instead of the secret one. */
interface SignInOrigin {
  id: string;
  agent: string;
  ip: string;
  /** ISO 8601 */
  since: string;
}

declare module 'express-session' {
  interface SessionData {
    from?: SignInOrigin;
  }
}

const maxUserAgentLength = 400;

export function signInOrigin(req: Request, now: Date): SignInOrigin {
  const agent = (req.get('user-agent') ?? '').slice(0, maxUserAgentLength);
  return { id: randomBytes(12).toString('base64url'), agent, ip: clientAddress(req), since: now.toISOString() };
}

/** After this time the password is asked for again, however often the session is used. */
const maxSessionAgeMs = 90 * 86_400_000;

export function isSessionTooOld(origin: SignInOrigin | undefined, now: Date): boolean {
  return origin !== undefined && now.getTime() - Date.parse(origin.since) > maxSessionAgeMs;
}
