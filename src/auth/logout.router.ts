import { type Request, type Response, Router } from 'express';
import { keepForOwner } from '../http/forms/formDraft.ts';
import { getConfig } from '../http/request.ts';
import { requireLogin, sessionCookie } from '../http/session.ts';
import { urls } from '../urls.ts';

export const logoutRouter = Router();

logoutRouter.post('/', async (req, res) => {
  if (!(await keepForOwner(req))) await destroySession(req, res);
  res.set('Clear-Site-Data', '"cache"');
  res.redirect(303, urls.landing());
});

// For a typed or bookmarked address. A GET must not sign out: any other site could link to it.
logoutRouter.get('/', requireLogin, (_req, res) => {
  res.redirect(303, `${urls.profile()}#sign-out`);
});

async function destroySession(req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.destroy((error: unknown) => (error ? reject(error) : resolve())),
  );
  const { name, cookie } = sessionCookie(getConfig(req));
  res.clearCookie(name, { ...cookie, maxAge: undefined });
}
