import { type Request, type Response, Router } from 'express';
import { listSources } from '../contacts/filterChoices.service.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { listTags, type NamedTag } from '../tags/tags.service.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { type BulkInput, BulkSchema } from './bulk.schema.ts';
import { changeInBulk } from './bulk.service.ts';
import { type BulkKind, bulkActions, isActionOf } from './bulkKinds.ts';
import { type DescribedRecords, describeSelected } from './describeSelected.service.ts';
import { readSelectedRecords, type SelectedRecords } from './selectedRecords.ts';

/** The maximum of ticked rows on one page; larger exports use the filter of the list. */
const maxExportedIds = 1_000;

interface Locals {
  form: Form<typeof BulkSchema>;
  kind: BulkKind;
  bulkActions: readonly string[];
  described: DescribedRecords;
  selected: SelectedRecords;
  tags: NamedTag[];
  sources: string[];
  /** The address of the list. */
  list: string;
  exportHref: string;
  /** The number shown before is no longer correct. */
  isChangedSince: boolean;
}

const view = page<Locals>('bulk/bulk');

/** `/contacts/bulk/` and `/companies/bulk/`: changes many records at once. */
export function bulkRouter(kind: BulkKind): Router {
  const router = Router();
  router.get('/bulk', (_req, res) => res.redirect(303, urls[kind]()));
  router.post('/bulk', async (req, res) => {
    const selected = await readSelected(req, kind);
    if (selected.ids.length === 0) return refuseNone(req, res, selected);
    await showBulk(req, res, selected, formFor(BulkSchema));
  });
  router.post('/bulk/run', (req, res) => runBulk(req, res, kind));
  return router;
}

function readSelected(req: Request, kind: BulkKind): Promise<SelectedRecords> {
  return readSelectedRecords(ownedDb(req), kind, req.body ?? {}, currentMoment(req).today);
}

async function runBulk(req: Request, res: Response, kind: BulkKind): Promise<void> {
  const selected = await readSelected(req, kind);
  const parsed = parseForm(BulkSchema, req.body);
  if (selected.ids.length === 0) return refuseNone(req, res, selected);
  if (!parsed.ok) return showBulk(req, res.status(422), selected, parsed.form);
  if (!isActionOf(kind, parsed.data.action)) {
    const form = withError(parsed.form, 'action', { key: 'bulk.error.action' });
    return showBulk(req, res.status(422), selected, form);
  }
  // Changes nothing when the number differs from the one that the page showed.
  if (req.body?.count !== String(selected.ids.length))
    return showBulk(req, res.status(409), selected, parsed.form, true);

  await change(req, res, selected, parsed.data);
}

async function change(req: Request, res: Response, selected: SelectedRecords, data: BulkInput): Promise<void> {
  const list = listAddress(selected);
  const { replayPath, result } = await runOnce(
    req,
    (db) => changeInBulk(db, selected.kind, selected.ids, data),
    (done) => (done.isRunning ? urls.act(done.act) : list),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  if (result.isRunning) return res.redirect(303, urls.act(result.act));
  if (result.changed > 0) flashDone(req, selected, data.action);
  else flash(req, 'info', 'bulk.unchanged');
  res.redirect(303, list);
}

function flashDone(req: Request, selected: SelectedRecords, action: string): void {
  const options = { params: { count: selected.ids.length }, actions: undoActions(req, listAddress(selected)) };
  if (selected.kind === 'contacts') flash(req, 'success', `bulk.contacts.done.${action as 'status'}`, options);
  else flash(req, 'success', `bulk.companies.done.${action as 'industry'}`, options);
}

function listAddress({ kind, listParams }: SelectedRecords): string {
  return urls[kind](listParams);
}

function refuseNone(req: Request, res: Response, selected: SelectedRecords): void {
  flash(req, 'warning', `bulk.${selected.kind}.none`);
  res.redirect(303, listAddress(selected));
}

async function showBulk(
  req: Request,
  res: Response,
  selected: SelectedRecords,
  form: Locals['form'],
  isChangedSince = false,
): Promise<void> {
  const db = ownedDb(req);
  const { kind } = selected;
  view(res, {
    title: res.locals.t(`bulk.${kind}.title`, { count: selected.ids.length }),
    section: kind,
    form,
    kind,
    bulkActions: bulkActions[kind],
    selected,
    described: await describeSelected(db, kind, selected.ids),
    tags: await listTags(db),
    sources: kind === 'contacts' ? await listSources(db) : [],
    list: listAddress(selected),
    exportHref: exportAddress(selected),
    isChangedSince,
  });
}

function exportAddress({ kind, listParams, isAll, ids }: SelectedRecords): string {
  const query = { ...listParams, ids: isAll ? undefined : ids.slice(0, maxExportedIds) };
  return kind === 'contacts' ? urls.contactExport(query) : urls.companyExport(query);
}
