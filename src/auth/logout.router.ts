import { type Request, type Response, Router } from 'express';
import { leaveTyped } from '../http/forms/formDraft.ts';
import { configOf } from '../http/request.ts';
import { requireLogin, sessionCookie } from '../http/session.ts';
import { urls } from '../urls.ts';

export const logoutRouter = Router();

logoutRouter.post('/', async (req, res) => {
  if (!(await leaveTyped(req))) await endSession(req, res);
  res.set('Clear-Site-Data', '"cache"');
  res.redirect(303, urls.landing());
});

// Somebody typed or bookmarked the address; signing out by a mere link would let any other site do it.
logoutRouter.get('/', requireLogin, (_req, res) => {
  res.redirect(303, `${urls.profile()}#sign-out`);
});

async function endSession(req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.destroy((error: unknown) => (error ? reject(error) : resolve())),
  );
  const { name, cookie } = sessionCookie(configOf(req));
  res.clearCookie(name, { ...cookie, maxAge: undefined });
}
