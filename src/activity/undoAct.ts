import type { Request } from 'express';
import { runAct } from '../history/runActs.service.ts';
import { type Undone, undoAct } from '../history/undo.service.ts';
import { undoDays } from '../history/undoWindow.ts';
import { inBackground, isShuttingDown } from '../http/background.ts';
import { flash } from '../http/flash.ts';
import { currentTime, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { visibleConflicts } from './visibleChanges.ts';

/** Flashes the result. Returns the page of the undo while it is carried out in steps. */
export async function undoWithMessage(req: Request, id: number): Promise<string | undefined> {
  const db = ownedDb(req);
  const undone = await undoAct(db, id, { at: currentTime(req) });
  if (undone.state !== 'running') return flashUndone(req, undone);
  inBackground('undoing', () => runAct(db, undone.act, isShuttingDown));
  return urls.act(undone.act);
}

function flashUndone(req: Request, undone: Exclude<Undone, { state: 'running' }>): undefined {
  if (undone.state === 'too_late') flash(req, 'warning', 'history.flash.tooLate', { params: { days: undoDays } });
  else if (undone.state === 'nothing') flash(req, 'info', 'history.flash.nothing');
  else if (undone.state === 'unfinished') flash(req, 'warning', 'history.flash.unfinished');
  else if ('kept' in undone) flashDone(req, undone.act, visibleConflicts(undone.kept).length);
}

function flashDone(req: Request, act: number, count: number): void {
  if (count === 0) return flash(req, 'success', 'history.flash.undone');
  const actions = [{ label: 'history.stayed.show', href: urls.act(act) } as const];
  flash(req, 'warning', 'history.flash.undoneExcept', { params: { count }, actions });
}
