import { type Request, type Response, Router } from 'express';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { idParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { SavedViewSchema, ViewActionSchema } from './savedViews.schema.ts';
import { changeView, getView, listViews, type SavedView, saveView, type ViewKind } from './savedViews.service.ts';

interface Locals {
  kind: ViewKind;
  views: SavedView[];
  form: Form<typeof SavedViewSchema>;
}

const view = page<Locals>('savedViews/list');

/** `/contacts/views/` and `/companies/views/`: names for filtered lists. */
export function savedViewsRouter(kind: ViewKind): Router {
  const router = Router();
  router.get('/views', async (req, res) => {
    const query = typeof req.query['query'] === 'string' ? req.query['query'] : '';
    await showViews(req, res, kind, formFor(SavedViewSchema, { query }));
  });
  router.post('/views', (req, res) => save(req, res, kind));
  router.post('/views/:id', (req, res) => change(req, res, kind));
  return router;
}

async function save(req: Request, res: Response, kind: ViewKind): Promise<void> {
  const parsed = parseForm(SavedViewSchema, req.body);
  if (!parsed.ok) return showViews(req, res.status(422), kind, parsed.form);
  const { name } = parsed.data;
  const query = canonical(parsed.data.query);
  const problem = await saveView(ownedDb(req), kind, { name, query });
  if (problem) {
    const form = withError(parsed.form, 'name', { key: `savedViews.error.${problem}` });
    return showViews(req, res.status(422), kind, form);
  }
  flash(req, 'success', 'savedViews.flash.saved', { params: { name } });
  res.redirect(303, `${urls[kind]()}?${query}`);
}

async function change(req: Request, res: Response, kind: ViewKind): Promise<void> {
  const { id } = await getView(ownedDb(req), kind, idParam(req));
  const parsed = parseForm(ViewActionSchema, req.body);
  if (!parsed.ok) return showViews(req, res.status(422), kind, formFor(SavedViewSchema));
  const problem = await changeView(ownedDb(req), kind, id, { action: parsed.data.do, name: parsed.data.name });
  if (problem) flash(req, 'warning', `savedViews.error.${problem}`);
  res.redirect(303, urls.savedViews(kind));
}

/** Without the page, which is no part of a view; never empty, so that the list does not lead to itself. */
function canonical(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete('page');
  return parameters.toString() || 'all=1';
}

async function showViews(req: Request, res: Response, kind: ViewKind, form: Locals['form']): Promise<void> {
  const title = res.locals.t('savedViews.title');
  view(res, { title, section: kind, kind, views: await listViews(ownedDb(req), kind), form });
}
