import type { Request } from 'express';

/**
 * Writes the session now and not after the answer: the page that a browser is sent on to reads it, and may write it back
 * without what was just noted.
 */
export function saveSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => req.session.save((error: unknown) => (error ? reject(error) : resolve())));
}

/** A session with a new id, in which nothing of the old one is left. */
export function newSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) =>
    req.session.regenerate((error: unknown) => (error ? reject(error) : resolve())),
  );
}
