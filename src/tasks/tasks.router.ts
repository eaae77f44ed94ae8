import { Router } from 'express';
import { fullName } from '../contacts/contactName.ts';
import { formFor } from '../http/forms/formFor.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { pathAfterDelete } from '../http/forms/pathAfterDelete.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { deleteAndFlash } from '../trash/flashDeleted.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { flashCreated } from './flashCreated.ts';
import { taskActionsRouter } from './taskActions.router.ts';
import { saveEdit } from './taskEdit.ts';
import { returnPathOrTasks, showForm, showUnclearContact, taskEditForm } from './taskForm.ts';
import { listTasks } from './taskList.service.ts';
import { showList } from './taskListPage.ts';
import { TaskDraftSchema, TaskQuerySchema, TaskSchema } from './tasks.schema.ts';
import { getTask, saveTask, type TaskRow } from './tasks.service.ts';

export const tasksRouter = Router();

const deleteView = page<{ task: TaskRow; contactName: string; back: string | undefined }>('tasks/delete');

tasksRouter.get('/', showList);

tasksRouter.get('/create', async (req, res) => {
  const given = TaskDraftSchema.parse(req.query);
  const values = { ...given, status: 'todo', priority: 'normal', repeat: 'never' };
  await showForm(req, res, { form: formFor(TaskSchema, values) });
});

tasksRouter.post('/create', async (req, res) => {
  const parsed = parseForm(TaskSchema, req.body);
  if (!parsed.ok) return showForm(req, res.status(422), { form: parsed.form });

  const { replayPath, result: saved } = await runOnce(
    req,
    (tx) => saveTask(tx, parsed.data, currentMoment(req)),
    () => returnPathOrTasks(req),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  if (!saved.ok) return showUnclearContact(req, res, parsed.form, saved.contacts);
  flashCreated(req, res, parsed.data.due_date, undoActions(req, returnPathOrTasks(req)));
  res.redirect(303, returnPathOrTasks(req));
});

tasksRouter.get('/:id/edit', async (req, res) => {
  const task = await getTask(ownedDb(req), idParam(req));
  await showForm(req, res, { form: taskEditForm(task), task });
});

tasksRouter.post('/:id/edit', async (req, res) => {
  await saveEdit(req, res, await getTask(ownedDb(req), idParam(req)));
});

tasksRouter.get('/:id/delete', async (req, res) => {
  const task = await getTask(ownedDb(req), idParam(req));
  const title = res.locals.t('tasks.delete.title');
  const contactName = task.contact ? fullName(task.contact) : '';
  deleteView(res, { title, section: 'tasks', task, contactName, back: returnPath(req) });
});

tasksRouter.post('/:id/delete', async (req, res) => {
  await deleteAndFlash(req, 'tasks', 'tasks.flash.deleted');
  const shownPage = async (query: Record<string, string>) => {
    const { pagination } = await listTasks(ownedDb(req), TaskQuerySchema.parse(query), currentMoment(req));
    return pagination.page;
  };
  res.redirect(303, await pathAfterDelete(req, { path: urls.tasks(), shownPage }));
});

tasksRouter.use(taskActionsRouter);
