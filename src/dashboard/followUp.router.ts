import { type Request, type Response, Router } from 'express';
import { parseBigId } from '../core/ids.ts';
import { flash } from '../http/flash.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { fragment, page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { nextStepTask } from '../interactions/nextStepTask.ts';
import { type ChangeMessage, changeMessage } from '../tasks/changeMessage.ts';
import { getTask, type TaskRow } from '../tasks/tasks.service.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { blankFollowUp, type FollowUpForm, type FollowUpInput, followUpSchema } from './followUp.schema.ts';
import { saveFollowUp } from './followUp.service.ts';

/**
 * The questions after a task was completed on Today. Scripts (`X-Fragment: row`) show them below the row; without
 * scripts they are a page.
 */
export const followUpRouter = Router();

interface Locals {
  task: TaskRow;
  form: FollowUpForm;
  act: number | undefined;
  back: string;
}

const pageView = page<Locals>('dashboard/followUpPage');
const formView = fragment<Locals & { inRow: boolean }>('dashboard/followUp');
const savedView = fragment<{ task: TaskRow; message: ReturnType<typeof changeMessage> | undefined }>(
  'dashboard/rowChanged',
);

followUpRouter.get('/:id/follow-up', async (req, res) => {
  const task = await getTask(ownedDb(req), idParam(req));
  showFollowUp(req, res, task, blankFollowUp());
});

followUpRouter.post('/:id/follow-up', async (req, res) => {
  const task = await getTask(ownedDb(req), idParam(req));
  const parsed = parseForm(followUpSchema(currentMoment(req).today), req.body);
  if (!parsed.ok) return showFollowUp(req, res.status(422), task, parsed.form);

  const followUp = readFollowUp(req, res, task, parsed.data);
  if (!followUp.interaction && !followUp.next) return showSaved(req, res, task, undefined);
  const back = returnPathOrToday(req);
  await runOnce(
    req,
    (tx) => saveFollowUp(tx, followUp, currentMoment(req)),
    () => back,
  );
  showSaved(req, res, task, savedMessage(req, res, task, followUp.next?.due_date));
});

function readFollowUp(req: Request, res: Response, task: TaskRow, data: FollowUpInput) {
  const { interaction_type, content } = data;
  const said = content !== '' && task.contact !== null;
  const title = data.next_title || (task.contact ? '' : task.title);
  const next = nextStepTask(res, { ...data, next_title: title }, task.contact ?? { first_name: '', last_name: '' });
  const interaction = said ? { interaction_type, content, occurred_at: currentMoment(req).now } : undefined;
  return { task, act: actParam(req), interaction, next };
}

function savedMessage(req: Request, res: Response, { id }: TaskRow, due: string | undefined): ChangeMessage {
  const act = ownedDb(req).lastAct;
  const undo = urls.taskUndo(id, { act, back: returnPathOrToday(req), row: 'today' });
  const actions = act === undefined ? [] : [{ label: 'common.undo' as const, post: undo }];
  if (due === undefined) return { kind: 'success', key: 'interactions.flash.created', actions };
  const date = res.locals.format.shortDate(due, currentMoment(req).today);
  return { kind: 'success', key: 'today.followUp.savedWithNext', params: { date }, actions };
}

/** `message` is undefined when nothing was logged or planned. */
function showSaved(req: Request, res: Response, task: TaskRow, message: ChangeMessage | undefined): void {
  if (isInRow(req)) return savedView(res, { task, message: message && changeMessage(res, message) });
  if (message) flash(req, message.kind, message.key, message);
  res.redirect(303, returnPathOrToday(req));
}

function showFollowUp(req: Request, res: Response, task: TaskRow, form: FollowUpForm): void {
  const locals = { task, form, act: actParam(req), back: returnPathOrToday(req) };
  if (isInRow(req)) return formView(res, { ...locals, inRow: true });
  pageView(res, { title: res.locals.t('today.followUp.title'), section: 'today', ...locals });
}

/** The id of the act that completed the task, from the form or link. */
function actParam(req: Request): number | undefined {
  return parseBigId(req.body?.act ?? req.query['act']);
}

function isInRow(req: Request): boolean {
  return req.get('x-fragment') === 'row';
}

function returnPathOrToday(req: Request): string {
  return returnPath(req) ?? urls.dashboard();
}
