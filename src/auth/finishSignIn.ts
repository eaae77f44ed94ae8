import type { Request, Response } from 'express';
import { takeOverTyped } from '../http/forms/formDraft.ts';
import { localPath, urls } from '../urls.ts';
import type { SessionUser } from '../users/sessionUser.ts';
import { signIn } from './passport.ts';

/** Opens the session and leads on: to the page that was asked for, else to a form that was sent too late, else to Today. */
export async function finishSignIn(req: Request, res: Response, user: SessionUser, next: string): Promise<void> {
  const { typed } = req.session;
  await signIn(req, user);
  const form = takeOverTyped(req, typed);
  res.redirect(303, localPath(next) ?? form ?? urls.dashboard());
}
