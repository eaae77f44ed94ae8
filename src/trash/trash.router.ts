import { type Response, Router } from 'express';
import type { Pagination } from '../db/paginate.ts';
import { flash } from '../http/flash.ts';
import { page } from '../http/page.ts';
import { bigIdParam, currentTime, ownedDb } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { pageNumber } from '../validation/queryFields.ts';
import { deleteForGood, emptyTrash } from './deleteForGood.service.ts';
import { type Restored, restoreTrash } from './restore.service.ts';
import { daysLeft } from './retention.ts';
import { countTrash, getTrash, listTrash, type TrashRow } from './trashList.service.ts';

export const trashRouter = Router();

const listView = page<{ rows: TrashRow[]; pagination: Pagination; daysLeft: typeof daysLeft }>('trash/list');
const deleteView = page<{ row: TrashRow }>('trash/delete');
const emptyView = page<{ count: number }>('trash/empty');

trashRouter.get('/', async (req, res) => {
  const { rows, pagination } = await listTrash(ownedDb(req), pageNumber.parse(req.query['page']), currentTime(req));
  listView(res, { ...pageLocals(res, 'trash.title'), rows, pagination, daysLeft });
});

trashRouter.get('/empty', async (req, res) => {
  const count = await countTrash(ownedDb(req), currentTime(req));
  if (count === 0) return res.redirect(303, urls.trash());
  emptyView(res, { ...pageLocals(res, 'trash.empty.title'), count });
});

trashRouter.post('/empty', async (req, res) => {
  const count = await emptyTrash(ownedDb(req), currentTime(req));
  flash(req, 'success', 'trash.flash.emptied', { params: { count } });
  res.redirect(303, urls.trash());
});

trashRouter.post('/:id/restore', async (req, res) => {
  const db = ownedDb(req);
  const restored = await restoreTrash(db, bigIdParam(req), currentTime(req));
  if (restored === 'no_contact') {
    flash(req, 'warning', 'trash.flash.noContact');
    return res.redirect(303, urls.trash());
  }
  const act = restored.runningAct;
  if (act !== undefined) return res.redirect(303, urls.act(act));
  flash(req, 'success', `trash.flash.restored.${restored.kind}`);
  res.redirect(303, restoredPath(restored));
});

trashRouter.get('/:id/delete', async (req, res) => {
  const row = await getTrash(ownedDb(req), bigIdParam(req), currentTime(req));
  deleteView(res, { ...pageLocals(res, 'trash.delete.title'), row });
});

trashRouter.post('/:id/delete', async (req, res) => {
  await deleteForGood(ownedDb(req), await getTrash(ownedDb(req), bigIdParam(req), currentTime(req)));
  flash(req, 'success', 'trash.flash.deleted');
  res.redirect(303, urls.trash());
});

function pageLocals(res: Response, title: TextKey) {
  return { title: res.locals.t(title), section: 'none' } as const;
}

function restoredPath({ kind, id, contact }: Restored): string {
  if (kind === 'contacts') return urls.contact(id);
  if (kind === 'companies') return urls.company(id);
  if (kind === 'tasks') return urls.taskEdit(id);
  if (kind === 'tags') return urls.tags();
  return contact === undefined ? urls.trash() : `${urls.contact(contact)}#interaction-${id}`;
}
