import type { Request, Response } from 'express';
import { parseBigId } from '../core/ids.ts';
import type { RecordKind } from '../history/recordKinds.ts';
import { flash } from '../http/flash.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { mentionedRecords, valueText } from './changeText.ts';
import { fieldLabel } from './fieldLabel.ts';
import { type RecordRef, readRecordNames } from './recordNames.service.ts';
import { recordHeading } from './recordText.ts';
import { type FieldChange, getFieldChange, revertField } from './revertField.service.ts';

interface Target {
  record: RecordRef;
  change: number;
}

interface Locals extends Target {
  heading: string;
  label: string;
  present: string;
  former: string;
  /** The form sends this id back, so that a change in between is detected. */
  latest: number;
  isChangedSince: boolean;
  problem: 'gone' | 'invalid' | 'isPresent' | undefined;
}

const view = page<Locals>('history/revert');

export async function showRevert(req: Request, res: Response, target: Target): Promise<void> {
  const found = await getFieldChange(ownedDb(req), target.record, target.change);
  await show(req, res, { target, found, problem: problemOf(found) });
}

/**
 * Restores an earlier value. Shows the page again when the value is no longer valid or the field was changed in
 * between.
 */
export async function revertFromPage(req: Request, res: Response, target: Target): Promise<void> {
  const db = ownedDb(req);
  // If the field is missing, the change in the path counts as the latest.
  const latest = parseBigId(req.body?.latest) ?? target.change;
  const result = await revertField(db, { ...target, latest }, currentMoment(req));
  const found = await getFieldChange(db, target.record, target.change);
  if (result.state !== 'done') return show(req, res.status(409), { target, found, problem: problemOf(found) });

  const back = urls.recordHistory(target.record.kind, target.record.id);
  const actions = db.lastAct === undefined ? [] : [undoAction(db.lastAct, back)];
  const params = { field: fieldLabel(res.locals.t, found) };
  flash(req, 'success', 'history.flash.revert', { params, actions });
  res.redirect(303, back);
}

const undoAction = (act: number, back: string) =>
  ({ label: 'common.undo', post: urls.actUndo(act, { back }) }) as const;

function problemOf({ is_present, is_target_gone, is_valid }: FieldChange): Locals['problem'] {
  if (is_present) return 'isPresent';
  if (is_target_gone) return 'gone';
  return is_valid ? undefined : 'invalid';
}

interface Shown {
  target: Target;
  found: FieldChange;
  problem: Locals['problem'];
}

async function show(req: Request, res: Response, { target, found, problem }: Shown): Promise<void> {
  const names = await readRecordNames(ownedDb(req), [
    target.record,
    ...mentionedRecords([{ ...found, new: found.current }]),
  ]);
  const label = fieldLabel(res.locals.t, found);
  view(res, {
    title: res.locals.t('history.revert.title', { field: label }),
    section: navSection(target.record.kind),
    ...target,
    heading: recordHeading(res.locals, names, target.record),
    label,
    present: valueText(res.locals, names, found, found.current),
    former: valueText(res.locals, names, found, found.old),
    latest: found.latest,
    isChangedSince: found.latest !== found.id,
    problem,
  });
}

export function navSection(kind: RecordKind): 'contacts' | 'companies' | 'tasks' {
  return kind === 'interactions' || kind === 'tags' ? 'contacts' : kind;
}
