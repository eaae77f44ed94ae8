import type { Request } from 'express';
import { setSessionOwner } from './sessionId.ts';

/** Await it before a redirect, because the next page reads the session. */
export function saveSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => req.session.save((error: unknown) => (error ? reject(error) : resolve())));
}

/** @param owner the user of the new session; 0 means nobody */
export function newSession(req: Request, owner = 0): Promise<void> {
  setSessionOwner(req, owner);
  return new Promise((resolve, reject) =>
    req.session.regenerate((error: unknown) => (error ? reject(error) : resolve())),
  );
}
