import type { RequestHandler } from 'express';
import { urls } from '../urls.ts';

const allowedPaths = new Set([urls.profile(), urls.changePassword(), urls.logout()]);

/** Redirects a user who must change the password to its form, from every other page. */
export const forcePasswordChange: RequestHandler = (req, res, next) => {
  const path = req.path.endsWith('/') ? req.path : `${req.path}/`;
  if (!req.user?.must_change_password || allowedPaths.has(path)) return next();
  res.redirect(303, `${urls.profile()}#password`);
};
