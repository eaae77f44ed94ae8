import { type Request, type Response, Router } from 'express';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { idParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { SavedViewSchema, ViewActionSchema } from './savedViews.schema.ts';
import { changeView, getView, listViews, type SavedView, saveView } from './savedViews.service.ts';

/** `/contacts/views/`: names for filtered lists. */
export const savedViewsRouter = Router();

interface Locals {
  views: SavedView[];
  form: Form<typeof SavedViewSchema>;
}

const view = page<Locals>('savedViews/list');

savedViewsRouter.get('/views', async (req, res) => {
  const query = typeof req.query['query'] === 'string' ? req.query['query'] : '';
  await showViews(req, res, formFor(SavedViewSchema, { query }));
});

savedViewsRouter.post('/views', async (req, res) => {
  const parsed = parseForm(SavedViewSchema, req.body);
  if (!parsed.ok) return showViews(req, res.status(422), parsed.form);
  const { name } = parsed.data;
  const query = canonical(parsed.data.query);
  const problem = await saveView(ownedDb(req), { name, query });
  if (problem) {
    const form = withError(parsed.form, 'name', { key: `savedViews.error.${problem}` });
    return showViews(req, res.status(422), form);
  }
  flash(req, 'success', 'savedViews.flash.saved', { params: { name } });
  res.redirect(303, `${urls.contacts()}?${query}`);
});

savedViewsRouter.post('/views/:id', async (req, res) => {
  const { id } = await getView(ownedDb(req), idParam(req));
  const parsed = parseForm(ViewActionSchema, req.body);
  if (!parsed.ok) return showViews(req, res.status(422), formFor(SavedViewSchema));
  const problem = await changeView(ownedDb(req), id, { action: parsed.data.do, name: parsed.data.name });
  if (problem) flash(req, 'warning', `savedViews.error.${problem}`);
  res.redirect(303, urls.savedViews());
});

/** Without the page, which is no part of a view; never empty, so that the list does not lead to itself. */
function canonical(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete('page');
  return parameters.toString() || 'all=1';
}

async function showViews(req: Request, res: Response, form: Locals['form']): Promise<void> {
  const title = res.locals.t('savedViews.title');
  view(res, { title, section: 'contacts', views: await listViews(ownedDb(req)), form });
}
