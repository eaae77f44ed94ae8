import { type Request, Router } from 'express';
import { configOf } from '../http/request.ts';
import { requireLogin, sessionCookie } from '../http/session.ts';
import { urls } from '../urls.ts';

export const logoutRouter = Router();

logoutRouter.post('/', async (req, res) => {
  await endSession(req);
  const { name, cookie } = sessionCookie(configOf(req));
  res.clearCookie(name, { ...cookie, maxAge: undefined }).set('Clear-Site-Data', '"cache"');
  res.redirect(303, urls.landing());
});

// Somebody typed or bookmarked the address; signing out by a mere link would let any other site do it.
logoutRouter.get('/', requireLogin, (_req, res) => {
  res.redirect(303, `${urls.profile()}#sign-out`);
});

function endSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => req.session.destroy((error: unknown) => (error ? reject(error) : resolve())));
}
