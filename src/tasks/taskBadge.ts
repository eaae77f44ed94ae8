import type { Request, RequestHandler } from 'express';
import { countDue, type DueCounts, maxDueCount } from '../db/sql/dueTasks.ts';
import { currentMoment } from '../http/request.ts';
import type { Translate } from '../i18n/translate.ts';

declare global {
  namespace Express {
    interface Locals {
      taskBadge: number;
    }
  }
}

/**
 * Sets the badge in the menu: the number of open tasks that are late or due today. `dueCounts`: the counts read with
 * the session.
 */
export function taskBadge(dueCounts: (req: Request) => DueCounts | undefined): RequestHandler {
  return (req, res, next) => {
    const due = dueCounts(req);
    if (req.user && due) res.locals.taskBadge = countDue(due, currentMoment(req).today);
    next();
  };
}

export function badgeText(due: number): string {
  return due < maxDueCount ? String(due) : `${maxDueCount - 1}+`;
}

export function dueSentence(due: number, t: Translate): string {
  if (due === 0) return t('tasks.list.nothingDue');
  return due < maxDueCount ? t('tasks.list.due', { count: due }) : t('tasks.list.dueMany');
}
