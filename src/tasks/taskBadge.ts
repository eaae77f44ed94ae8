import type { RequestHandler } from 'express';
import { accountOf } from '../accounts/sessionStore.ts';
import { momentOf } from '../http/request.ts';
import { dueUntil } from './dueTasks.ts';

/** The number beside "Tasks" in the menu: late ones and today's, as they were read with the session. */
export const taskBadge: RequestHandler = (req, res, next) => {
  const account = accountOf(req);
  if (req.user && account) res.locals['taskBadge'] = dueUntil(account.due, momentOf(req).today);
  next();
};
