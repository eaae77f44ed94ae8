import { Router } from 'express';
import { runOnce } from '../http/forms/idempotency.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { nextStepDate } from '../interactions/nextStepDate.ts';
import { flashCreated } from '../tasks/flashCreated.ts';
import { createTask } from '../tasks/tasks.service.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { type QuickTaskInput, QuickTaskSchema } from './quickAdd.schema.ts';
import { findPickedContact } from './quickAdd.service.ts';
import { backPath, blankTaskForm, showTaskForm } from './quickAddPage.ts';

export const quickTaskRouter = Router();

quickTaskRouter.get('/task', (req, res) => showTaskForm(req, res, blankTaskForm(req)));

quickTaskRouter.post('/task', async (req, res) => {
  const db = ownedDb(req);
  const parsed = parseForm(QuickTaskSchema, req.body);
  if (!parsed.ok) return showTaskForm(req, res.status(422), parsed.form);

  const picked = await findPickedContact(db, parsed.data);
  if (!picked.ok) return showTaskForm(req, res.status(422), parsed.form, picked.contacts);

  const due_date = dueDate(parsed.data, currentMoment(req).today);
  const { replayPath, result } = await runOnce(
    req,
    async (tx) => ({
      ok: true,
      ...(await createTask(tx, { title: parsed.data.title, contact_id: picked.id, due_date })),
    }),
    () => backPath(req) ?? urls.tasks(),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  const open = { label: 'common.open', href: urls.taskEdit(result.id) } as const;
  const undo = undoActions(req, backPath(req) ?? urls.tasks());
  flashCreated(req, res, due_date, [open, ...undo]);
  res.redirect(303, backPath(req) ?? urls.tasks());
});

/** A typed date counts even when "no date" is chosen. */
function dueDate({ due, due_date }: QuickTaskInput, today: string): string | null {
  if (due === 'today') return today;
  return due === 'none' ? due_date : nextStepDate(due, due_date, today);
}
