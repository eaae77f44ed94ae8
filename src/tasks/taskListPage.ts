import type { RequestHandler } from 'express';
import { contactOption, contactSource } from '../contacts/contactPicker.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Picked, type PickerOption, resolvePick } from '../db/picker.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import type { Form } from '../validation/form.ts';
import { listTasks, type TaskPage } from './taskList.service.ts';
import { type TaskFilter, TaskFilterSchema, type TaskQuery, TaskQuerySchema } from './tasks.schema.ts';

interface ListLocals {
  tasks: TaskPage;
  query: TaskQuery;
  /** The contact's picker in the filter. */
  form: Form<typeof TaskFilterSchema>;
  contacts: PickerOption[];
  unclear: PickerOption[] | undefined;
}

const view = page<ListLocals>('tasks/list');

export const showList: RequestHandler = async (req, res) => {
  const db = ownedDb(req);
  const { contact, ...rest } = TaskQuerySchema.parse(req.query);
  const filter = TaskFilterSchema.parse(req.query);
  const { picked, contacts } = await pickedContact(db, contact, filter);
  const query = { ...rest, contact: picked.kind === 'existing' ? picked.id : undefined };
  // A typed name becomes the contact's id in the address, which pagination and bookmarks keep.
  if (query.contact !== undefined && query.contact !== contact) {
    return res.redirect(303, urls.tasks({ ...query, page: undefined }));
  }

  const form = formFor(TaskFilterSchema, { ...filter, contact: query.contact ?? '' });
  const unclear = picked.kind === 'unclear' && filter.contact_name !== '' ? picked.options : undefined;
  const tasks = await listTasks(db, query, currentMoment(req));
  view(res, { title: res.locals.t('tasks.list.title'), section: 'tasks', tasks, query, form, contacts, unclear });
};

/** The contact that the filter means, and the only option of its select: others are found by typing. */
async function pickedContact(
  db: OwnedDb,
  id: number | undefined,
  { contact_name: name, contact_pick: pick }: TaskFilter,
): Promise<{ picked: Picked; contacts: PickerOption[] }> {
  if (name !== '' || pick !== '') {
    const picked = await resolvePick({ id: id ?? null, name, pick }, contactSource(db));
    return { picked, contacts: picked.kind === 'existing' ? await contactOption(db, picked.id) : [] };
  }
  const contacts = id === undefined ? [] : await contactOption(db, id);
  return { picked: contacts[0] ? { kind: 'existing', id: contacts[0].id } : { kind: 'none' }, contacts };
}
