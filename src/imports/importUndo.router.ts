import { type Request, Router } from 'express';
import { flash } from '../http/flash.ts';
import { page } from '../http/page.ts';
import { currentTime, idParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { getImport, type ImportSummary } from './imports.service.ts';
import { previewUndo, type UndoCounts, undoImport } from './run/undoImport.service.ts';

/** `/contacts/import/7/undo/` shows what undoing an import would do, and undoes it. */
export const importUndoRouter = Router();

const undoView = page<{ done: ImportSummary; counts: UndoCounts }>('imports/undo');

importUndoRouter.get('/:id/undo', async (req, res) => {
  const done = await getImport(ownedDb(req), idParam(req));
  const counts = await previewUndo(ownedDb(req), done.id, currentTime(req));
  if (!counts) return res.redirect(303, urls.contactImport(done.id));
  undoView(res, { title: res.locals.t('imports.undo.title'), section: 'contacts', done, counts });
});

importUndoRouter.post('/:id/undo', async (req, res) => {
  const db = ownedDb(req);
  const { id, state } = await getImport(db, idParam(req));
  const undone = await undoImport(db, id, currentTime(req));
  const act = undone?.runningAct;
  if (state === 'running') flash(req, 'warning', 'history.flash.unfinished');
  else if (act === undefined) flashUndone(req, undone?.counts);
  res.redirect(303, act === undefined ? urls.contactImport(id) : urls.act(act));
});

function flashUndone(req: Request, counts: UndoCounts | undefined): void {
  if (!counts) return flash(req, 'info', 'imports.flash.nothingToUndo');
  flash(req, 'success', 'imports.flash.undone', { params: { count: counts.contacts } });
  if (counts.kept > 0) flash(req, 'info', 'imports.flash.kept', { params: { count: counts.kept } });
}
