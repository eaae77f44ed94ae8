import { type Request, Router } from 'express';
import { recordPath } from '../activity/recordPath.ts';
import { visibleConflicts } from '../activity/visibleChanges.ts';
import { parseBigId } from '../core/ids.ts';
import { truncate } from '../core/truncate.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import type { Undone } from '../history/undo.service.ts';
import { type FlashAction, flash } from '../http/flash.ts';
import { bigIdParam, currentMoment, currentTime, idParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type MergeKind, mergeKinds } from './mergedRecord.ts';
import { type EditedField, listEditedFields, listOpenMerges, type OpenMerge } from './openMerges.service.ts';
import type { RecordLabel } from './recordLabels.ts';
import { type FieldChoice, unmerge } from './unmerge.service.ts';
import { readLabels, showUnmerge } from './unmergePage.ts';

/** `/contacts/:id/merge/:act/undo/` and the same of companies: takes a merge apart. */
export const unmergeRouter = Router();

for (const kind of mergeKinds) {
  unmergeRouter.get(`/${kind}/:id/merge/:act/undo`, async (req, res) => {
    const id = idParam(req);
    const { act_id: act } = await findOpen(req, kind, id);
    await showUnmerge(req, res, kind, id, act);
  });

  unmergeRouter.post(`/${kind}/:id/merge/:act/undo`, async (req, res) => {
    const [db, id] = [ownedDb(req), idParam(req)];
    const { act_id: act } = await findOpen(req, kind, id);
    const choices = readChoices(req, await listEditedFields(db, kind, id, act));
    const [, ...restored] = await readLabels(db, res.locals, kind, id, act);
    const undone = await unmerge(db, { kind, kept: id, act, choices }, currentMoment(req));
    if (undone.state === 'running') return res.redirect(303, urls.act(undone.act));
    flashUnmerged(req, kind, undone, restored);
    res.redirect(303, recordPath({ kind, id }));
  });
}

/** A field that was edited after the page was shown has no choice. */
function readChoices(req: Request, edited: EditedField[]): FieldChoice[] {
  return edited.flatMap((field) => {
    const choice: unknown = req.body?.[`field_${field.change}`];
    if (choice === undefined) return [];
    // Without the field, the change by the merge counts as the latest.
    const latest = parseBigId(req.body[`latest_${field.change}`]) ?? field.change;
    return [{ ...field, latest, isReverted: choice === 'before' }];
  });
}

const maxLinks = 3;

function flashUnmerged(req: Request, kind: MergeKind, undone: Undone, restored: RecordLabel[]): void {
  if (!('kept' in undone)) return flash(req, 'warning', 'merge.flash.notUnmerged');
  const open = restored.slice(0, maxLinks).map(({ id, label }): FlashAction => {
    const params = { name: truncate(label, 60) };
    return { label: 'merge.flash.open', params, href: recordPath({ kind, id }) };
  });
  const count = visibleConflicts(undone.kept).length;
  if (count === 0) return flash(req, 'success', 'merge.flash.unmerged', { actions: open });
  const actions: FlashAction[] = [{ label: 'history.stayed.show', href: urls.act(undone.act) }, ...open];
  flash(req, 'warning', 'merge.flash.unmergedExcept', { params: { count }, actions });
}

/** @throws RowNotFoundError when the merge is of another record, too old, or already undone */
async function findOpen(req: Request, kind: MergeKind, id: number): Promise<OpenMerge> {
  const act = bigIdParam(req, 'act');
  const open = await listOpenMerges(ownedDb(req), kind, id, currentTime(req));
  const found = open.find((one) => Number(one.act_id) === act);
  if (!found) throw new RowNotFoundError();
  return { ...found, act_id: act };
}
