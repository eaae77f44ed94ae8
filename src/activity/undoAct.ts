import type { Request } from 'express';
import { type Undone, undoAct } from '../history/undo.service.ts';
import { undoDays } from '../history/undoWindow.ts';
import { flash } from '../http/flash.ts';
import { currentTime, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { visibleConflicts } from './visibleChanges.ts';

/** Undoes an act and flashes the result. Returns the page of the undo while it continues in steps. */
export async function undoWithMessage(req: Request, id: number): Promise<string | undefined> {
  const undone = await undoAct(ownedDb(req), id, { at: currentTime(req) });
  return undone.state === 'running' ? urls.act(undone.act) : flashUndone(req, undone);
}

function flashUndone(req: Request, undone: Exclude<Undone, { state: 'running' }>): undefined {
  if (undone.state === 'too_late') flash(req, 'warning', 'history.flash.tooLate', { params: { days: undoDays } });
  else if (undone.state === 'nothing') flash(req, 'info', 'history.flash.nothing');
  else if (undone.state === 'unfinished') flash(req, 'warning', 'history.flash.unfinished');
  else if ('kept' in undone) flashDone(req, undone, visibleConflicts(undone.kept).length);
}

function flashDone(req: Request, { act, isRedo }: { act: number; isRedo: boolean }, count: number): void {
  if (count === 0) return flash(req, 'success', isRedo ? 'history.flash.redone' : 'history.flash.undone');
  const actions = [{ label: 'history.stayed.show', href: urls.act(act) } as const];
  flash(req, 'warning', isRedo ? 'history.flash.redoneExcept' : 'history.flash.undoneExcept', {
    params: { count },
    actions,
  });
}
