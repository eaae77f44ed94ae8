import type { Request } from 'express';
import { getDatabase, signedInUser } from '../http/request.ts';
import { endAllSessions } from '../users/sessions.service.ts';
import { findSessionUser } from '../users/users.service.ts';
import { signIn } from './passport.ts';

/** Ends all other sessions of the user; this browser gets a new session. */
export async function endOtherSessions(req: Request): Promise<void> {
  const { id } = signedInUser(req);
  await getDatabase(req).prisma.$transaction((tx) => endAllSessions(tx, id));
  await signInAgain(req);
}

/** Gives this browser a new session after all have ended; in the list of sessions it stays the same entry. */
export async function signInAgain(req: Request): Promise<void> {
  const { from } = req.session;
  const user = await findSessionUser(getDatabase(req), signedInUser(req).id);
  if (!user) return;
  await signIn(req, user);
  if (from) req.session.from = from;
}
