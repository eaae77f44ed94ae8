import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { csvOf } from '../core/csv.ts';
import { flash } from '../http/flash.ts';
import type { FieldError } from '../http/forms/form.ts';
import { typedBefore } from '../http/forms/formDraft.ts';
import { page } from '../http/page.ts';
import { takeDownload } from '../http/rateLimits.ts';
import { idParam, nowOf, ownedDb, signedInUser } from '../http/request.ts';
import { todayIn } from '../i18n/dates.ts';
import { urls } from '../urls.ts';
import { pastedIn, receivedIn } from './importInput.ts';
import { planIn } from './imports.schema.ts';
import { createImport, getImport, type ImportRow, listImports, savePlan } from './imports.service.ts';
import { undoMs } from './limits.ts';
import { planFrom, refuse, showWaiting } from './planForm.ts';
import { sheetOf } from './preview.ts';
import { getFaultyRows } from './problems.service.ts';
import { type FaultyRows, problemTable } from './problemTable.ts';
import { readPeople } from './readPeople.ts';
import { runImport } from './run.service.ts';
import { foreseeUndo, type Undone, undoImport } from './undo.service.ts';

/** `/contacts/import/`: people from a spreadsheet. */
export const importsRouter = Router();

const uploadView = page<{ problem: FieldError | undefined; rows: string; imports: ImportRow[] }>('imports/upload');
const resultView = page<{ done: ImportRow; undoUntil: string | undefined }>('imports/result');
const undoView = page<{ done: ImportRow; foreseen: Undone }>('imports/undo');

importsRouter.get('/', async (req, res) => {
  await showUpload(req, res, typedBefore(['rows'])['rows'] ?? '');
});

importsRouter.post('/', async (req, res) => {
  const received = receivedIn(req);
  if (!received.ok) return showUpload(req, res.status(422), pastedIn(req), received.problem);
  const id = await createImport(ownedDb(req), received.import, nowOf(req));
  res.redirect(303, urls.contactImport(id));
});

importsRouter.get('/:id', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  if (found.state === 'waiting') return showWaiting(req, res, found);
  showResult(req, res, found);
});

importsRouter.post('/:id', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  if (found.state !== 'waiting') return res.redirect(303, urls.contactImport(found.id));
  const planned = await planFrom(req, res, found);
  if (!planned) return;
  await savePlan(ownedDb(req), found.id, planned.plan);
  res.redirect(303, `${urls.contactImport(found.id)}#preview`);
});

importsRouter.post('/:id/run', async (req, res) => {
  const db = ownedDb(req);
  const found = await getImport(db, idParam(req));
  if (found.state !== 'waiting') return res.redirect(303, urls.contactImport(found.id));
  const planned = await planFrom(req, res, found);
  if (!planned) return;
  const { plan, sheet, differs } = planned;
  // Nothing is written that was not seen before.
  if (differs) return lookAgain(req, res, found.id, plan);
  const people = await readPeople(sheet, plan);
  if (people.good.length === 0) return refuse(req, res, found, plan, { key: 'imports.problem.nothingGood' });
  await runImport(db, found.id, people, plan.existing, nowOf(req));
  res.redirect(303, urls.contactImport(found.id));
});

importsRouter.get('/:id/problems', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  const rows =
    found.state === 'waiting' ? await waitingProblems(req, found) : await getFaultyRows(ownedDb(req), found.id);
  await takeDownload(req);
  const { t } = res.locals;
  res.attachment(`${t('imports.table.file')}-${found.id}.csv`).type('text/csv');
  await pipeline(Readable.from(problemTable(rows, t)), csvOf(signedInUser(req).locale), res);
});

importsRouter.get('/:id/undo', async (req, res) => {
  const db = ownedDb(req);
  const done = await getImport(db, idParam(req));
  const foreseen = await foreseeUndo(db, done.id, nowOf(req));
  if (!foreseen) return res.redirect(303, urls.contactImport(done.id));
  undoView(res, { title: res.locals['t']('imports.undo.title'), section: 'contacts', done, foreseen });
});

importsRouter.post('/:id/undo', async (req, res) => {
  const { id } = await getImport(ownedDb(req), idParam(req));
  const undone = await undoImport(ownedDb(req), id, nowOf(req));
  tellUndone(req, undone);
  res.redirect(303, urls.contactImport(id));
});

async function showUpload(req: Request, res: Response, rows: string, problem?: FieldError): Promise<void> {
  const imports = await listImports(ownedDb(req), nowOf(req));
  uploadView(res, { title: res.locals['t']('imports.upload.title'), section: 'contacts', problem, rows, imports });
}

function showResult(req: Request, res: Response, done: ImportRow): void {
  const until = new Date((done.done_at?.getTime() ?? 0) + undoMs);
  const isOpen = done.state === 'done' && until > nowOf(req);
  const undoUntil = isOpen ? todayIn(signedInUser(req).time_zone, until) : undefined;
  const title = res.locals['t'](done.state === 'undone' ? 'imports.result.undoneTitle' : 'imports.result.title');
  resultView(res, { title, section: 'contacts', done, undoUntil });
}

async function lookAgain(req: Request, res: Response, id: number, plan: ReturnType<typeof planIn>): Promise<void> {
  await savePlan(ownedDb(req), id, plan);
  flash(req, 'info', 'imports.flash.lookAgain');
  res.redirect(303, `${urls.contactImport(id)}#preview`);
}

async function waitingProblems(req: Request, { id, plan: kept }: ImportRow): Promise<FaultyRows> {
  const plan = planIn(kept);
  const read = await sheetOf(req, id, plan);
  return read.ok ? readPeople(read.sheet, plan) : { headings: [], faulty: [] };
}

function tellUndone(req: Request, undone: Undone | undefined): void {
  if (!undone) return flash(req, 'info', 'imports.flash.nothingToUndo');
  flash(req, 'success', 'imports.flash.undone', { params: { count: undone.contacts } });
  if (undone.kept > 0) flash(req, 'info', 'imports.flash.kept', { params: { count: undone.kept } });
}
