import { type RequestHandler, Router } from 'express';
import { type ContactFilter, readContactFilter } from '../contacts/contactFilter.ts';
import type { Cause } from '../db/acts.ts';
import type { Pagination } from '../db/paginate.ts';
import { undoDays } from '../history/undoWindow.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { bigIdParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type ActivityQuery, ActivityQuerySchema } from './activity.schema.ts';
import { readActorNames } from './actors.ts';
import { showAct } from './actPage.ts';
import { listActs, listFacets } from './acts.service.ts';
import { type ShownAct, showActs } from './shownActs.ts';
import { undoWithMessage } from './undoAct.ts';

export const activityRouter = Router();

interface Locals extends Omit<ContactFilter, 'id'> {
  acts: ShownAct[];
  pagination: Pagination;
  query: ActivityQuery;
  causes: Cause[];
  actors: { id: number; name: string }[];
  undoDays: number;
}

const view = page<Locals>('history/activity');

const showActivity: RequestHandler = async (req, res) => {
  const db = ownedDb(req);
  const { contact, ...rest } = ActivityQuerySchema.parse(req.query);
  const { id, ...picker } = await readContactFilter(db, req.query, contact);
  const query = { ...rest, contact: id };
  if (id !== undefined && id !== contact) return res.redirect(303, urls.activity({ ...query, page: undefined }));

  const [{ rows, pagination }, facets] = await Promise.all([listActs(db, query), listFacets(db)]);
  const acts = await showActs(req, res, rows);
  const names = await readActorNames(req, res.locals.t, facets.actors);
  const actors = facets.actors.map((actor) => ({ id: actor, name: names(actor) }));
  const title = res.locals.t('history.title');
  view(res, { title, section: 'none', acts, pagination, query, causes: facets.causes, actors, undoDays, ...picker });
};

activityRouter.get('/', showActivity);
activityRouter.get('/:id', showAct);

activityRouter.post('/:id/undo', async (req, res) => {
  const progressPage = await undoWithMessage(req, bigIdParam(req));
  res.redirect(303, progressPage ?? returnPath(req) ?? urls.activity());
});
