import type { Request, Response } from 'express';
import { configOf, databaseOf, nowOf } from '../http/request.ts';
import { seal, unseal } from '../users/encryption.ts';
import type { SessionUser } from '../users/sessionUser.ts';
import { findSessionUser } from '../users/users.service.ts';

const purpose = 'second step of signing in';
const lifetimeMs = 600_000;

/** The password was right and the code is still to come: kept by the browser, sealed; there is no session yet. */
interface Step {
  id: number;
  stamp: string;
  next: string;
  until: number;
}

interface PendingSignIn {
  user: SessionUser;
  next: string;
}

export function beginSecondStep(req: Request, res: Response, { id, stamp }: SessionUser, next: string): void {
  const step: Step = { id, stamp, next, until: nowOf(req).getTime() + lifetimeMs };
  const { name, options } = cookieOf(req);
  res.cookie(name, seal(configOf(req).secretKeys, purpose, JSON.stringify(step)), { ...options, maxAge: lifetimeMs });
}

/** Who is half signed in; undefined after ten minutes, or when their password has changed since. */
export async function pendingSignIn(req: Request): Promise<PendingSignIn | undefined> {
  const cookie: unknown = req.cookies[cookieOf(req).name];
  const text = typeof cookie === 'string' ? unseal(configOf(req).secretKeys, purpose, cookie) : undefined;
  const step = text === undefined ? undefined : (JSON.parse(text) as Step);
  if (!step || step.until < nowOf(req).getTime()) return undefined;
  const user = await findSessionUser(databaseOf(req), step.id);
  return user?.stamp === step.stamp ? { user, next: step.next } : undefined;
}

export function endSecondStep(req: Request, res: Response): void {
  const { name, options } = cookieOf(req);
  res.clearCookie(name, options);
}

function cookieOf(req: Request) {
  const secure = configOf(req).production;
  return {
    name: secure ? '__Host-step' : 'step',
    options: { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const,
  };
}
