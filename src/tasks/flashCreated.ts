import type { Request, Response } from 'express';
import { type FlashAction, flash } from '../http/flash.ts';
import { currentMoment } from '../http/request.ts';

/** Leaves the message that a task was added, and for when: it may not be among the tasks that the next page shows. */
export function flashCreated(req: Request, res: Response, due: string | null, actions: FlashAction[]): void {
  if (due === null) return flash(req, 'success', 'tasks.flash.createdUndated', { actions });
  const { format } = res.locals;
  const { today } = currentMoment(req);
  const params = { when: format.relative(due, today), date: format.shortDate(due, today) };
  flash(req, 'success', 'tasks.flash.created', { params, actions });
}
