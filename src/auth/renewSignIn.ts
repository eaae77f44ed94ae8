import type { Request } from 'express';
import { databaseOf, signedInUser } from '../http/request.ts';
import { endSessions, findSessionUser } from '../users/users.service.ts';
import { signIn } from './passport.ts';

/** Every other browser of the user has to sign in anew; this one stays in, under a new id. */
export async function endOtherSessions(req: Request): Promise<void> {
  const { id } = signedInUser(req);
  await databaseOf(req).prisma.$transaction((tx) => endSessions(tx, id));
  await signInAgain(req);
}

/** All sessions of the user have ended, this browser's too: it gets a new one and stays the same entry in the list. */
export async function signInAgain(req: Request): Promise<void> {
  const { from } = req.session;
  const user = await findSessionUser(databaseOf(req), signedInUser(req).id);
  if (!user) return;
  await signIn(req, user);
  if (from) req.session.from = from;
}
