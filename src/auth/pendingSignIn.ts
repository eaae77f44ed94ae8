import type { Request, Response } from 'express';
import { currentTime, getConfig, getDatabase } from '../http/request.ts';
import { decrypt, encrypt } from '../users/encryption.ts';
import type { SessionUser } from '../users/sessionUser.ts';
import { findSessionUser } from '../users/users.service.ts';

const purpose = 'second step of signing in';
const lifetimeMs = 600_000;

/** There is no session between password and code, so this state is kept in an encrypted cookie. */
interface PendingCookie {
  id: number;
  stamp: string;
  next: string;
  until: number;
}

export interface PendingSignIn {
  user: SessionUser;
  next: string;
}

export function startPendingSignIn(req: Request, res: Response, { id, stamp }: SessionUser, next: string): void {
  const pending: PendingCookie = { id, stamp, next, until: currentTime(req).getTime() + lifetimeMs };
  const { name, options } = cookieSettings(req);
  res.cookie(name, encrypt(getConfig(req).secretKeys, purpose, JSON.stringify(pending)), {
    ...options,
    maxAge: lifetimeMs,
  });
}

/**
 * Finds the sign-in whose password was correct; undefined after ten minutes, or when the password has changed since.
 */
export async function findPendingSignIn(req: Request): Promise<PendingSignIn | undefined> {
  const cookie: unknown = req.cookies[cookieSettings(req).name];
  const text = typeof cookie === 'string' ? decrypt(getConfig(req).secretKeys, purpose, cookie) : undefined;
  const pending = text === undefined ? undefined : (JSON.parse(text) as PendingCookie);
  if (!pending || pending.until < currentTime(req).getTime()) return undefined;
  const user = await findSessionUser(getDatabase(req), pending.id);
  return user?.stamp === pending.stamp ? { user, next: pending.next } : undefined;
}

export function clearPendingSignIn(req: Request, res: Response): void {
  const { name, options } = cookieSettings(req);
  res.clearCookie(name, options);
}

function cookieSettings(req: Request) {
  const secure = getConfig(req).production;
  return {
    name: secure ? '__Host-step' : 'step',
    options: { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const,
  };
}
