import type { RequestHandler } from 'express';
import { type ContactFilter, readContactFilter } from '../contacts/contactFilter.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { listTasks, type TaskPage } from './taskList.service.ts';
import { type TaskQuery, TaskQuerySchema } from './tasks.schema.ts';

interface ListLocals extends Omit<ContactFilter, 'id'> {
  tasks: TaskPage;
  query: TaskQuery;
}

const view = page<ListLocals>('tasks/list');

export const showList: RequestHandler = async (req, res) => {
  const db = ownedDb(req);
  const { contact, ...rest } = TaskQuerySchema.parse(req.query);
  const { id, ...picker } = await readContactFilter(db, req.query, contact);
  const query = { ...rest, contact: id };
  // Replaces a typed name in the address with the contact's id, which pagination and bookmarks keep.
  if (id !== undefined && id !== contact) return res.redirect(303, urls.tasks({ ...query, page: undefined }));

  const tasks = await listTasks(db, query, currentMoment(req));
  view(res, { title: res.locals.t('tasks.list.title'), section: 'tasks', tasks, query, ...picker });
};
