import { Router } from 'express';
import { flash } from '../http/flash.ts';
import { momentOf, ownedDb, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { removeSample } from './removal.service.ts';
import { fillSample } from './sample.service.ts';

export const sampleRouter = Router();

sampleRouter.post('/fill', async (req, res) => {
  const count = await fillSample(ownedDb(req), signedInUser(req).locale, momentOf(req));
  if (count === undefined) flash(req, 'info', 'sample.flash.already');
  else flash(req, 'success', 'sample.flash.filled', { params: { count } });
  res.redirect(303, urls.dashboard());
});

sampleRouter.post('/remove', async (req, res) => {
  const { removed, kept } = await removeSample(ownedDb(req));
  if (removed + kept === 0) flash(req, 'info', 'sample.flash.none');
  if (removed > 0) flash(req, 'success', 'sample.flash.removed', { params: { count: removed } });
  if (kept > 0) flash(req, 'info', 'sample.flash.kept', { params: { count: kept } });
  res.redirect(303, urls.dashboard());
});
