import { type Request, type Response, Router } from 'express';
import type { OwnedDb } from '../db/owned.ts';
import { type FlashAction, flash } from '../http/flash.ts';
import { backOf } from '../http/forms/returnPath.ts';
import { fragment } from '../http/page.ts';
import { idParam, momentOf, ownedDb } from '../http/request.ts';
import { dateText, timeText } from '../i18n/dates.ts';
import type { TextKey } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { postponedDate, postponeTask } from './postpone.service.ts';
import { backOr, showPostponeError } from './taskForm.ts';
import { countDue } from './taskList.service.ts';
import { type StatusChange, toggleTask } from './taskStatus.service.ts';
import { PostponeSchema, ToggleSchema } from './tasks.schema.ts';
import { getTask, type TaskRow } from './tasks.service.ts';

/** What a row's buttons do. An answer to scripts (`X-Fragment: row`) is the row anew, a message and the menu's number. */
export const taskActionsRouter = Router();

interface Said {
  kind: 'success' | 'warning';
  key: TextKey;
  params?: Record<string, string>;
  actions: FlashAction[];
}

interface ChangedLocals {
  task: TaskRow;
  back: string;
  showContact: boolean;
  /** The row of the start page instead of that of a list. */
  onToday: boolean;
  said: Said & { text: string };
  badge: number;
}

const changedView = fragment<ChangedLocals>('tasks/changed');

taskActionsRouter.post('/:id/toggle', async (req, res) => {
  const [db, id] = [ownedDb(req), idParam(req)];
  const { to } = ToggleSchema.parse({ ...req.query, ...req.body });
  const change = await toggleTask(db, id, momentOf(req), to);
  await answer(req, res, db, id, saidOfToggle(req, res, id, change));
});

taskActionsRouter.post('/:id/postpone', async (req, res) => {
  const [db, id] = [ownedDb(req), idParam(req)];
  const task = await getTask(db, id);
  const wish = PostponeSchema.parse({ ...req.query, ...req.body });
  const to = postponedDate(wish, momentOf(req).today);
  if (to === undefined || (to === null && task.repeat !== 'never')) {
    return showPostponeError(req, res, task, wish.due_date);
  }
  const moved = await postponeTask(db, task, to, wish);
  await answer(req, res, db, id, moved ? saidOfMove(req, res, task, to) : isDone);
});

const isDone: Said = { kind: 'warning', key: 'tasks.flash.isDone', actions: [] };

async function answer(req: Request, res: Response, db: OwnedDb, id: number, said: Said): Promise<void> {
  const back = backOr(req);
  if (req.get('x-fragment') !== 'row') {
    flash(req, said.kind, said.key, said);
    return res.redirect(303, back);
  }
  const [task, badge] = await Promise.all([getTask(db, id), countDue(db, momentOf(req).today)]);
  const text = res.locals['t'](said.key, said.params);
  const row = { task, back, showContact: !hidesContact(req), onToday: isOnToday(req) };
  changedView(res, { ...row, said: { ...said, text }, badge });
}

function saidOfToggle(req: Request, res: Response, id: number, { status, before, next }: StatusChange): Said {
  if (status !== 'done') return { kind: 'success', key: 'tasks.flash.reopened', actions: [] };
  const actions = [undo(urls.taskToggle(id, { to: before === 'in_progress' ? before : 'todo', ...sameRow(req) }))];
  if (!next) return { kind: 'success', key: 'tasks.flash.done', actions };
  return { kind: 'success', key: 'tasks.flash.doneNext', params: { date: told(req, res, next.due_date) }, actions };
}

function saidOfMove(req: Request, res: Response, before: TaskRow, to: string | null): Said {
  const [due, time, from] = [dateText(before.due_date), timeText(before.due_time), dateText(before.repeat_from)];
  const exactly = { due_date: due ?? undefined, due_time: time ?? undefined, repeat_from: from ?? undefined };
  const earlier = { to: due === null ? 'none' : 'date', ...exactly };
  const actions = [undo(urls.taskPostpone(before.id, { ...earlier, ...sameRow(req) }))];
  if (to === null) return { kind: 'success', key: 'tasks.flash.undated', actions };
  const params = { date: told(req, res, new Date(to)) };
  return { kind: 'success', key: 'tasks.flash.moved', params, actions };
}

function undo(post: string): FlashAction {
  return { label: 'common.undo', post };
}

function sameRow(req: Request) {
  return {
    back: backOf(req),
    hide_contact: hidesContact(req) ? 1 : undefined,
    row: isOnToday(req) ? 'today' : undefined,
  };
}

function hidesContact(req: Request): boolean {
  return Boolean(req.body?.hide_contact ?? req.query['hide_contact']);
}

function isOnToday(req: Request): boolean {
  return (req.body?.row ?? req.query['row']) === 'today';
}

function told(req: Request, res: Response, date: Date | null): string {
  return res.locals['format'].shortDate(dateText(date) ?? '', momentOf(req).today);
}
