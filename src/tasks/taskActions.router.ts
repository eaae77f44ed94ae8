import { type Request, type Response, Router } from 'express';
import { parseBigId } from '../core/ids.ts';
import type { OwnedDb } from '../db/owned.ts';
import { undoAct } from '../history/undo.service.ts';
import { type FlashAction, flash } from '../http/flash.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { fragment } from '../http/page.ts';
import { currentMoment, currentTime, idParam, ownedDb } from '../http/request.ts';
import { dateText } from '../i18n/dates.ts';
import { urls } from '../urls.ts';
import { type ChangeMessage, changeMessage } from './changeMessage.ts';
import { postponeTask } from './postpone.service.ts';
import { postponedDate } from './postponeDates.ts';
import { returnPathOrTasks, showPostponeError } from './taskForm.ts';
import { countDueTasks } from './taskList.service.ts';
import { type StatusChange, toggleTask } from './taskStatus.service.ts';
import { PostponeSchema, ToggleSchema } from './tasks.schema.ts';
import { getTask, type TaskRow } from './tasks.service.ts';

/**
 * The buttons of a task's row. Scripts (`X-Fragment: row`) get the new row, a message and the menu's badge. On Today
 * they get the message and, after a completion, the follow-up form.
 */
export const taskActionsRouter = Router();

interface ChangedLocals {
  task: TaskRow;
  back: string;
  message: ReturnType<typeof changeMessage>;
}

const changedView = fragment<ChangedLocals & { showContact: boolean; badge: number }>('tasks/changed');
const todayView = fragment<ChangedLocals & { completedBy: number | undefined }>('dashboard/rowChanged');

taskActionsRouter.post('/:id/toggle', async (req, res) => {
  const [db, id] = [ownedDb(req), idParam(req)];
  const { to } = ToggleSchema.parse({ ...req.query, ...req.body });
  const change = await toggleTask(db, id, currentMoment(req), to);
  const completedBy = change.status === 'done' ? db.lastAct : undefined;
  await showChange(req, res, db, id, toggleMessage(req, res, id, change), completedBy);
});

taskActionsRouter.post('/:id/postpone', async (req, res) => {
  const [db, id] = [ownedDb(req), idParam(req)];
  const task = await getTask(db, id);
  const postponement = PostponeSchema.parse({ ...req.query, ...req.body });
  const to = postponedDate(postponement, currentMoment(req).today);
  if (to === undefined || (to === null && task.repeat !== 'never')) {
    return showPostponeError(req, res, task, postponement.due_date);
  }
  const moved = await postponeTask(db, task, to);
  await showChange(req, res, db, id, moved ? postponeMessage(req, res, task, to) : alreadyDoneMessage);
});

taskActionsRouter.post('/:id/undo', async (req, res) => {
  const [db, id, act] = [ownedDb(req), idParam(req), parseBigId(req.query['act'])];
  await getTask(db, id);
  const { state } = act === undefined ? { state: 'nothing' } : await undoAct(db, act, { at: currentTime(req) });
  await showChange(req, res, db, id, state === 'done' ? undoneMessage : nothingToUndoMessage);
});

const undoneMessage: ChangeMessage = { kind: 'success', key: 'tasks.flash.undone', actions: [] };
const nothingToUndoMessage: ChangeMessage = { kind: 'warning', key: 'tasks.flash.nothingToUndo', actions: [] };
const alreadyDoneMessage: ChangeMessage = { kind: 'warning', key: 'tasks.flash.alreadyDone', actions: [] };

/** @param completedBy the act that has just completed the task, if any */
async function showChange(
  req: Request,
  res: Response,
  db: OwnedDb,
  id: number,
  message: ChangeMessage,
  completedBy?: number,
): Promise<void> {
  const back = returnPathOrTasks(req);
  if (req.get('x-fragment') !== 'row') {
    flash(req, message.kind, message.key, message);
    const asks = isOnToday(req) && completedBy !== undefined;
    return res.redirect(303, asks ? urls.taskFollowUp(id, { act: completedBy, back }) : back);
  }
  const [task, badge] = await Promise.all([getTask(db, id), countDueTasks(db, currentMoment(req).today)]);
  const changed = { task, back, message: changeMessage(res, message) };
  if (isOnToday(req)) return todayView(res, { ...changed, completedBy });
  changedView(res, { ...changed, showContact: !hidesContact(req), badge });
}

function toggleMessage(req: Request, res: Response, id: number, { status, next }: StatusChange): ChangeMessage {
  if (status !== 'done') return { kind: 'success', key: 'tasks.flash.reopened', actions: [] };
  const actions = [undoAction(req, id)];
  if (!next) return { kind: 'success', key: 'tasks.flash.done', actions };
  return {
    kind: 'success',
    key: 'tasks.flash.doneWithNext',
    params: { date: shortDate(req, res, next.due_date) },
    actions,
  };
}

function postponeMessage(req: Request, res: Response, { id }: TaskRow, to: string | null): ChangeMessage {
  const actions = [undoAction(req, id)];
  if (to === null) return { kind: 'success', key: 'tasks.flash.dateRemoved', actions };
  const params = { date: shortDate(req, res, new Date(to)) };
  return { kind: 'success', key: 'tasks.flash.postponed', params, actions };
}

function undoAction(req: Request, id: number): FlashAction {
  return { label: 'common.undo', post: urls.taskUndo(id, { act: ownedDb(req).lastAct, ...rowParams(req) }) };
}

function rowParams(req: Request) {
  return {
    back: returnPath(req),
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

function shortDate(req: Request, res: Response, date: Date | null): string {
  return res.locals.format.shortDate(dateText(date) ?? '', currentMoment(req).today);
}
