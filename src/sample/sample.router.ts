import { Router } from 'express';
import { flash } from '../http/flash.ts';
import { currentMoment, ownedDb, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { removeSample } from './removal.service.ts';
import { fillSample } from './sample.service.ts';

export const sampleRouter = Router();

sampleRouter.post('/fill', async (req, res) => {
  const count = await fillSample(ownedDb(req), signedInUser(req).locale, currentMoment(req));
  if (count === undefined) flash(req, 'info', 'sample.flash.alreadyFilled');
  else flash(req, 'success', 'sample.flash.filled', { params: { count } });
  res.redirect(303, urls.dashboard());
});

sampleRouter.post('/remove', async (req, res) => {
  const { removed, adopted } = await removeSample(ownedDb(req));
  if (removed + adopted === 0) flash(req, 'info', 'sample.flash.none');
  if (removed > 0) flash(req, 'success', 'sample.flash.removed', { params: { count: removed } });
  if (adopted > 0) flash(req, 'info', 'sample.flash.kept', { params: { count: adopted } });
  res.redirect(303, urls.dashboard());
});
