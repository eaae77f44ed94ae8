import { randomBytes } from 'node:crypto';
import type { Request } from 'express';

/** Which browser a session was opened in; its id tells sessions apart on the profile, where the secret one must not stand. */
interface SignedInFrom {
  id: string;
  agent: string;
  ip: string;
  /** ISO */
  since: string;
}

declare module 'express-session' {
  interface SessionData {
    from?: SignedInFrom;
  }
}

const longestAgent = 400;

export function signedInFrom(req: Request, now: Date): SignedInFrom {
  const agent = (req.get('user-agent') ?? '').slice(0, longestAgent);
  return { id: randomBytes(12).toString('base64url'), agent, ip: req.ip ?? '', since: now.toISOString() };
}

/** However often it is used: after so long the password is asked for again. */
const longestMs = 90 * 86_400_000;

export function isTooOld(from: SignedInFrom | undefined, now: Date): boolean {
  return from !== undefined && now.getTime() - Date.parse(from.since) > longestMs;
}
