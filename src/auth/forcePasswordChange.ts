import type { RequestHandler } from 'express';
import { urls } from '../urls.ts';

const allowed = new Set([urls.profile(), urls.passwordChange(), urls.logout()]);

/** Whoever was told to choose a new password does that before anything else. */
export const changePasswordFirst: RequestHandler = (req, res, next) => {
  const path = req.path.endsWith('/') ? req.path : `${req.path}/`;
  if (!req.user?.must_change_password || allowed.has(path)) return next();
  res.redirect(303, `${urls.profile()}#password`);
};
