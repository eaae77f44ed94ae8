import { Router } from 'express';
import { page } from '../http/page.ts';
import { urls } from '../urls.ts';

export const landingRouter = Router();

const landingView = page<object>('landing/page');

landingRouter.get('/', (req, res) => {
  if (req.user) return res.redirect(303, urls.dashboard());
  landingView(res, { title: res.locals.t('landing.title'), section: 'none' });
});
