import type { Request, Response } from 'express';
import { localPath } from '../core/paths.ts';
import { claimDraft } from '../http/forms/formDraft.ts';
import { urls } from '../urls.ts';
import type { SessionUser } from '../users/sessionUser.ts';
import { signIn } from './passport.ts';

/** Opens the session and redirects to `next`, else to the form whose draft was saved, else to the dashboard. */
export async function finishSignIn(req: Request, res: Response, user: SessionUser, next: string): Promise<void> {
  const { draft } = req.session;
  await signIn(req, user);
  const formPath = claimDraft(req, draft);
  res.redirect(303, localPath(next) ?? formPath ?? urls.dashboard());
}
