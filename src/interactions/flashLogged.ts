import type { Request, Response } from 'express';
import { flash } from '../http/flash.ts';
import { currentMoment } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import type { InteractionLog, NextStepTask } from './logInteraction.service.ts';

/**
 * Leaves the message that an interaction was logged: what was completed, when the next step is due, and Undo for all of it.
 * @param back where an undo leads
 */
export function flashLogged(
  req: Request,
  res: Response,
  { completed }: InteractionLog,
  next: NextStepTask | undefined,
  back: string,
): void {
  const date = next ? res.locals.format.shortDate(next.due_date, currentMoment(req).today) : '';
  const done = { count: completed.length, title: completed[0]?.title ?? '' };
  const params = { date, ...(completed.length > 0 && done) };
  flash(req, 'success', messageKey(completed.length > 0, next !== undefined), {
    params,
    actions: undoActions(req, back),
  });
}

function messageKey(isDone: boolean, hasNext: boolean) {
  if (isDone) return hasNext ? 'interactions.flash.createdDoneWithNext' : 'interactions.flash.createdDone';
  return hasNext ? 'interactions.flash.createdWithNext' : 'interactions.flash.created';
}
