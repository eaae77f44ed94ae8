import { Router } from 'express';
import { excerpt } from '../core/excerpt.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { todaySentence } from './sentence.ts';
import { readToday, type Today } from './today.service.ts';

export const dashboardRouter = Router();

interface Locals extends Today {
  sentence: string;
  excerpt: typeof excerpt;
}

const view = page<Locals>('dashboard/today');

dashboardRouter.get('/', async (req, res) => {
  const t = res.locals.t;
  const today = await readToday(ownedDb(req), currentMoment(req));
  const sentence = todaySentence(today.counts, t, res.locals.format);
  view(res, { title: t('dashboard.title'), section: 'today', ...today, sentence, excerpt });
});
