import { Router } from 'express';
import type { Tag } from '../db/generated/client.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { page } from '../http/page.ts';
import { idParam, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { deleteAndFlash } from '../trash/flashDeleted.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { type CountedTag, countTagged, listCountedTags, type TagCounts } from './countedTags.service.ts';
import { createTag, getTag } from './saveTag.service.ts';
import { saveEdit, showForm, showTaken } from './tagForm.ts';
import { TagSchema, tagColors } from './tags.schema.ts';
import { listTags } from './tags.service.ts';

export const tagsRouter = Router();

const listView = page<{ tags: CountedTag[] }>('tags/list');
const deleteView = page<{ tag: Tag; counts: TagCounts }>('tags/delete');

tagsRouter.get('/', async (req, res) => {
  const tags = await listCountedTags(ownedDb(req));
  listView(res, { title: res.locals.t('tags.list.title'), section: 'contacts', tags });
});

tagsRouter.get('/create', async (req, res) => {
  const { length } = await listTags(ownedDb(req));
  showForm(res, { form: formFor(TagSchema, { color: tagColors[length % tagColors.length] }) });
});

tagsRouter.post('/create', async (req, res) => {
  const parsed = parseForm(TagSchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), { form: parsed.form });

  const { replayPath, result: saved } = await runOnce(req, (tx) => createTag(tx, parsed.data), urls.tags);
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  if (!saved.ok) return showTaken(res, parsed.form, saved.taken);
  flash(req, 'success', 'tags.flash.created', { actions: undoActions(req, urls.tags()) });
  res.redirect(303, urls.tags());
});

tagsRouter.get('/:id/edit', async (req, res) => {
  const tag = await getTag(ownedDb(req), idParam(req));
  showForm(res, { form: formFor(TagSchema, tag), tag });
});

tagsRouter.post('/:id/edit', async (req, res) => {
  await saveEdit(req, res, await getTag(ownedDb(req), idParam(req)));
});

tagsRouter.get('/:id/delete', async (req, res) => {
  const db = ownedDb(req);
  const tag = await getTag(db, idParam(req));
  const counts = await countTagged(db, tag.id);
  deleteView(res, { title: res.locals.t('tags.delete.title'), section: 'contacts', tag, counts });
});

tagsRouter.post('/:id/delete', async (req, res) => {
  await deleteAndFlash(req, 'tags', 'tags.flash.deleted');
  res.redirect(303, urls.tags());
});
