import { type Request, type Response, Router } from 'express';
import { valueText } from '../activity/changeText.ts';
import { fieldLabel } from '../activity/fieldLabel.ts';
import { readRecordNames } from '../activity/recordNames.service.ts';
import { recordPath } from '../activity/recordPath.ts';
import { recordHeading } from '../activity/recordText.ts';
import { visibleConflicts } from '../activity/visibleChanges.ts';
import { parseBigId } from '../core/ids.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import type { Undone } from '../history/undo.service.ts';
import { flash } from '../http/flash.ts';
import { page } from '../http/page.ts';
import { bigIdParam, currentMoment, currentTime, idParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type MergeKind, mergeKinds } from './mergedRecord.ts';
import { type EditedField, listEditedFields, listOpenMerges, type OpenMerge } from './openMerges.service.ts';
import { type FieldChoice, unmerge } from './unmerge.service.ts';

/** `/contacts/:id/merge/:act/undo/` and the same of companies: takes a merge apart. */
export const unmergeRouter = Router();

interface ShownField {
  change: number;
  label: string;
  before: string;
  present: string;
  /** Sent back, so that a change in between is noticed. */
  latest: number;
}

interface Locals {
  kind: MergeKind;
  id: number;
  merge: OpenMerge;
  heading: string;
  edited: ShownField[];
}

const view = page<Locals>('merge/unmerge');

for (const kind of mergeKinds) {
  unmergeRouter.get(`/${kind}/:id/merge/:act/undo`, async (req, res) => {
    const id = idParam(req);
    await showUnmerge(req, res, kind, id, await findOpen(req, kind, id));
  });

  unmergeRouter.post(`/${kind}/:id/merge/:act/undo`, async (req, res) => {
    const [db, id] = [ownedDb(req), idParam(req)];
    const { act_id: act } = await findOpen(req, kind, id);
    const choices = readChoices(req, await listEditedFields(db, kind, id, act));
    const undone = await unmerge(db, { kind, kept: id, act, choices }, currentMoment(req));
    if (undone.state === 'running') return res.redirect(303, urls.act(undone.act));
    flashUnmerged(req, undone);
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

function flashUnmerged(req: Request, undone: Undone): void {
  if (!('kept' in undone)) return flash(req, 'warning', 'merge.flash.notUnmerged');
  const count = visibleConflicts(undone.kept).length;
  if (count === 0) return flash(req, 'success', 'merge.flash.unmerged');
  const actions = [{ label: 'history.stayed.show', href: urls.act(undone.act) } as const];
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

async function showUnmerge(req: Request, res: Response, kind: MergeKind, id: number, merge: OpenMerge): Promise<void> {
  const db = ownedDb(req);
  const edited = await listEditedFields(db, kind, id, merge.act_id);
  const companies = edited
    .filter(({ field }) => field === 'company_id')
    .flatMap(({ before, present }) => [before, present])
    .filter((one) => one !== null);
  const names = await readRecordNames(db, [
    { kind, id },
    ...companies.map((one) => ({ kind: 'companies' as const, id: Number(one) })),
  ]);
  const text = (field: string, value: string | null) => valueText(res.locals, names, { kind, field }, value);
  view(res, {
    title: res.locals.t('merge.undo.title'),
    section: kind,
    kind,
    id,
    merge,
    heading: recordHeading(res.locals, names, { kind, id }),
    edited: edited.map(({ change, field, before, present, latest }) => ({
      change,
      latest,
      label: fieldLabel(res.locals.t, { kind, field }),
      before: text(field, before),
      present: text(field, present),
    })),
  });
}
