import type { RequestHandler } from 'express';
import { momentOf, ownedDb } from '../http/request.ts';
import { countDue } from './taskList.service.ts';

/** The number beside "Tasks" in the menu: late ones and today's. Left out where no whole page is drawn. */
export const taskBadge: RequestHandler = async (req, res, next) => {
  const isPage = req.get('sec-fetch-dest') !== 'empty' && !req.get('accept')?.startsWith('application/json');
  if (req.user && isPage) res.locals['taskBadge'] = await countDue(ownedDb(req), momentOf(req).today);
  next();
};
