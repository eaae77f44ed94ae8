import type { RequestHandler } from 'express';
import { accountOf } from '../auth/sessionStore.ts';
import { dueUntil, mostDue } from '../db/sql/dueTasks.ts';
import { momentOf } from '../http/request.ts';
import type { Translate } from '../i18n/translate.ts';

/** The number beside "Tasks" in the menu: late ones and today's, as they were read with the session. */
export const taskBadge: RequestHandler = (req, res, next) => {
  const account = accountOf(req);
  if (req.user && account) res.locals['taskBadge'] = dueUntil(account.due, momentOf(req).today);
  next();
};

/** The number as it is shown. */
export function badgeText(due: number): string {
  return due < mostDue ? String(due) : `${mostDue - 1}+`;
}

/** The same in a sentence. */
export function dueSentence(due: number, t: Translate): string {
  if (due === 0) return t('tasks.list.clear');
  return due < mostDue ? t('tasks.list.due', { count: due }) : t('tasks.list.dueMany');
}
