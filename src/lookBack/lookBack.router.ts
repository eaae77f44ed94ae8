import { Router } from 'express';
import { excerpt } from '../core/excerpt.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { type LookBack, readLookBack } from './lookBack.service.ts';
import { parseWeek, type Week } from './week.ts';

/** `/look-back/?week=2026-11-23`: what was done in a week. */
export const lookBackRouter = Router();

interface Locals extends LookBack {
  week: Week;
  excerpt: typeof excerpt;
}

const view = page<Locals>('lookBack/page');

lookBackRouter.get('/', async (req, res) => {
  const week = parseWeek(req.query['week'], currentMoment(req));
  const lookBack = await readLookBack(ownedDb(req), week);
  view(res, { title: res.locals.t('lookBack.title'), section: 'today', ...lookBack, week, excerpt });
});
