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
  /** The views, each with its filters in words. */
  views: (SavedView & { filters: string[] })[];
  form: Form<typeof SavedViewSchema>;
  /** The filters of the view to be saved, in words. */
  filters: string[];
}

/** Describes the filters in addresses of a list. */
export type DescribeFilters = (req: Request, res: Response, queries: string[]) => Promise<string[][]>;

const view = page<Locals>('savedViews/list');

/** `/contacts/views/` and `/companies/views/`: saved views of lists. */
export function savedViewsRouter(kind: ViewKind, describe: DescribeFilters): Router {
  const router = Router();
  const show: Show = async (req, res, form) => {
    const [title, query] = [res.locals.t('savedViews.title'), form.values.query];
    const listed = await listViews(ownedDb(req), kind);
    const [filters = [], ...ofViews] = await describe(req, res, [query, ...listed.map((one) => one.query)]);
    const views = listed.map((one, at) => ({ ...one, filters: ofViews[at] ?? [] }));
    view(res, { title, section: kind, kind, views, form, filters });
  };
  router.get('/views', async (req, res) => {
    const query = typeof req.query['query'] === 'string' ? req.query['query'] : '';
    await show(req, res, formFor(SavedViewSchema, { query }));
  });
  router.post('/views', (req, res) => save(req, res, kind, show));
  router.post('/views/:id', (req, res) => change(req, res, kind, show));
  return router;
}

type Show = (req: Request, res: Response, form: Locals['form']) => Promise<void>;

async function save(req: Request, res: Response, kind: ViewKind, show: Show): Promise<void> {
  const parsed = parseForm(SavedViewSchema, req.body);
  if (!parsed.ok) return show(req, res.status(422), parsed.form);
  const { name } = parsed.data;
  const query = canonical(parsed.data.query);
  const problem = await saveView(ownedDb(req), kind, { name, query });
  if (problem) {
    const form = withError(parsed.form, 'name', { key: `savedViews.error.${problem}` });
    return show(req, res.status(422), form);
  }
  flash(req, 'success', 'savedViews.flash.saved', { params: { name } });
  res.redirect(303, `${urls[kind]()}?${query}`);
}

async function change(req: Request, res: Response, kind: ViewKind, show: Show): Promise<void> {
  const { id } = await getView(ownedDb(req), kind, idParam(req));
  const parsed = parseForm(ViewActionSchema, req.body);
  if (!parsed.ok) return show(req, res.status(422), formFor(SavedViewSchema));
  const problem = await changeView(ownedDb(req), kind, id, { action: parsed.data.do, name: parsed.data.name });
  if (problem) flash(req, 'warning', `savedViews.error.${problem}`);
  res.redirect(303, urls.savedViews(kind));
}

/**
 * Removes the page, which is not part of a view. The result is never empty, so that the list does not redirect to
 * itself.
 */
function canonical(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete('page');
  return parameters.toString() || 'all=1';
}
