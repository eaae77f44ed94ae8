import type { Request, Response } from 'express';
import { truncate } from '../core/truncate.ts';
import type { Task } from '../db/generated/client.ts';
import { type FlashAction, flash } from '../http/flash.ts';
import { currentMoment } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { urls } from '../urls.ts';
import type { InteractionLog, NextStepTask } from './logInteraction.service.ts';

/**
 * Leaves the message that an interaction was logged: what was completed, when the next step is due, and Undo for all of
 * it.
 * @param back where an undo leads
 * @param due a task that the form could not offer to complete, so that the message does
 */
export function flashLogged(
  req: Request,
  res: Response,
  { completed }: InteractionLog,
  next: NextStepTask | undefined,
  back: string,
  due?: Pick<Task, 'id' | 'title'>,
): void {
  const date = next ? res.locals.format.shortDate(next.due_date, currentMoment(req).today) : '';
  const done = { count: completed.length, title: completed[0]?.title ?? '' };
  const params = { date, ...(completed.length > 0 && done) };
  flash(req, 'success', messageKey(completed.length > 0, next !== undefined), {
    params,
    actions: [...undoActions(req, back), ...(due ? [completeAction(due, back)] : [])],
  });
}

function completeAction({ id, title }: Pick<Task, 'id' | 'title'>, back: string): FlashAction {
  const params = { title: truncate(title, 60) };
  return { label: 'interactions.flash.complete', params, post: urls.taskToggle(id, { to: 'done', back }) };
}

function messageKey(isDone: boolean, hasNext: boolean) {
  if (isDone) return hasNext ? 'interactions.flash.createdDoneWithNext' : 'interactions.flash.createdDone';
  return hasNext ? 'interactions.flash.createdWithNext' : 'interactions.flash.created';
}
