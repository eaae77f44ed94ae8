import type { RequestHandler } from 'express';
import { urls } from '../urls.ts';

/** Sends signed-in users from the sign-in and sign-up pages to the dashboard. */
export const guestsOnly: RequestHandler = (req, res, next) => {
  if (!req.user) return next();
  res.redirect(303, urls.dashboard());
};
