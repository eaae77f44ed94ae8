import { Router } from 'express';
import { flash } from '../http/flash.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { dateOfNext } from '../interactions/nextStepDate.ts';
import { createTask } from '../tasks/tasks.service.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { type QuickTaskInput, QuickTaskSchema } from './quickAdd.schema.ts';
import { findWhom } from './quickAdd.service.ts';
import { blankTask, cameFrom, showTask } from './quickAddPage.ts';

export const quickTaskRouter = Router();

quickTaskRouter.get('/task', (req, res) => showTask(req, res, blankTask(req)));

quickTaskRouter.post('/task', async (req, res) => {
  const db = ownedDb(req);
  const parsed = parseForm(QuickTaskSchema, req.body);
  if (!parsed.ok) return showTask(req, res.status(422), parsed.form);

  const whom = await findWhom(db, parsed.data);
  if (!whom.ok) return showTask(req, res.status(422), parsed.form, whom.contacts);

  const due_date = dueDate(parsed.data, currentMoment(req).today);
  const { replayPath, result } = await runOnce(
    req,
    async (tx) => ({
      ok: true,
      ...(await createTask(tx, { title: parsed.data.title, contact_id: whom.id, due_date })),
    }),
    () => cameFrom(req) ?? urls.tasks(),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  flash(req, 'success', 'tasks.flash.created', { actions: [{ label: 'common.open', href: urls.taskEdit(result.id) }] });
  res.redirect(303, cameFrom(req) ?? urls.tasks());
});

/** A date that was filled in counts even if the choice beside it was forgotten. */
function dueDate({ due, due_date }: QuickTaskInput, today: string): string | null {
  if (due === 'today') return today;
  return due === 'none' ? due_date : dateOfNext(due, due_date, today);
}
