import type { RequestHandler } from 'express';
import { urls } from '../urls.ts';

/** Whoever is signed in already has nothing to do on the pages for visitors. */
export const visitorsOnly: RequestHandler = (req, res, next) => {
  if (!req.user) return next();
  res.redirect(303, urls.dashboard());
};
