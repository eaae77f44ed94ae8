import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { csvStringifier } from '../core/csv.ts';
import { runAct } from '../history/runActs.service.ts';
import { inBackground, isShuttingDown } from '../http/background.ts';
import { flash } from '../http/flash.ts';
import { draftText } from '../http/forms/formDraft.ts';
import { page } from '../http/page.ts';
import { limitDownloads } from '../http/rateLimits.ts';
import { currentTime, idParam, ownedDb, signedInUser } from '../http/request.ts';
import { localDate } from '../i18n/dates.ts';
import { urls } from '../urls.ts';
import type { FieldError } from '../validation/form.ts';
import { undoMs } from './importLimits.ts';
import { type ImportMapping, parseStoredMapping, type RejectedRows } from './imports.schema.ts';
import {
  createImport,
  getImport,
  getRejectedRows,
  type ImportSummary,
  listImports,
  readImportedSheet,
  saveMapping,
} from './imports.service.ts';
import { parseMapping, rejectMapping, showMapping } from './mappingForm.ts';
import { parsePeople } from './parsePeople.ts';
import { rejectedTable } from './rejectedRows.ts';
import { runImport } from './runImport.service.ts';
import { previewUndo, type UndoCounts, undoImport } from './undoImport.service.ts';
import { parseUpload, pastedRows } from './upload.ts';

export const importsRouter = Router();

const uploadView = page<{ problem: FieldError | undefined; rows: string; imports: ImportSummary[] }>('imports/upload');
const resultView = page<{ done: ImportSummary; undoUntil: string | undefined }>('imports/result');
const undoView = page<{ done: ImportSummary; counts: UndoCounts }>('imports/undo');

importsRouter.get('/', async (req, res) => {
  await showUpload(req, res, draftText('rows'));
});

importsRouter.post('/', async (req, res) => {
  const upload = parseUpload(req);
  if (!upload.ok) return showUpload(req, res.status(422), pastedRows(req), upload.problem);
  const id = await createImport(ownedDb(req), upload.import, currentTime(req));
  res.redirect(303, urls.contactImport(id));
});

importsRouter.get('/:id', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  if (found.state === 'waiting') return showMapping(req, res, found);
  showResult(req, res, found);
});

importsRouter.post('/:id', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  if (found.state !== 'waiting') return res.redirect(303, urls.contactImport(found.id));
  const parsed = await parseMapping(req, res, found);
  if (!parsed) return;
  await saveMapping(ownedDb(req), found.id, parsed.mapping);
  res.redirect(303, `${urls.contactImport(found.id)}#preview`);
});

importsRouter.post('/:id/run', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  if (found.state !== 'waiting') return res.redirect(303, urls.contactImport(found.id));
  const parsed = await parseMapping(req, res, found);
  if (!parsed) return;
  const { mapping, sheet } = parsed;
  // Nothing is written that the preview has not shown.
  if (parsed.isPreviewOutdated) return updatePreview(req, res, found.id, mapping);
  const { people, rejected } = await parsePeople(sheet, mapping.columns);
  if (people.length === 0) return rejectMapping(req, res, found, mapping, { key: 'imports.problem.noValidRows' });
  const rows = { people, rejected: { headers: sheet.headers, rows: rejected }, existing: mapping.existing };
  await runImport(ownedDb(req), found.id, rows, currentTime(req));
  res.redirect(303, urls.contactImport(found.id));
});

importsRouter.get('/:id/problems', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  const isWaiting = found.state === 'waiting';
  const rejected = isWaiting ? await parseRejectedRows(req, found) : await getRejectedRows(ownedDb(req), found.id);
  await limitDownloads(req);
  const { t } = res.locals;
  res.attachment(`${t('imports.table.file')}-${found.id}.csv`).type('text/csv');
  await pipeline(Readable.from(rejectedTable(rejected, t)), csvStringifier(signedInUser(req).locale), res);
});

importsRouter.get('/:id/undo', async (req, res) => {
  const done = await getImport(ownedDb(req), idParam(req));
  const counts = await previewUndo(ownedDb(req), done.id, currentTime(req));
  if (!counts) return res.redirect(303, urls.contactImport(done.id));
  undoView(res, { title: res.locals.t('imports.undo.title'), section: 'contacts', done, counts });
});

importsRouter.post('/:id/undo', async (req, res) => {
  const db = ownedDb(req);
  const { id } = await getImport(db, idParam(req));
  const undone = await undoImport(db, id, currentTime(req));
  const act = undone?.runningAct;
  if (act !== undefined) inBackground('undoing an import', () => runAct(db, act, isShuttingDown));
  flashUndone(req, undone?.counts);
  res.redirect(303, act === undefined ? urls.contactImport(id) : urls.act(act));
});

async function showUpload(req: Request, res: Response, rows: string, problem?: FieldError): Promise<void> {
  const imports = await listImports(ownedDb(req), currentTime(req));
  uploadView(res, { title: res.locals.t('imports.upload.title'), section: 'contacts', problem, rows, imports });
}

function showResult(req: Request, res: Response, done: ImportSummary): void {
  const until = new Date((done.done_at?.getTime() ?? 0) + undoMs);
  const canUndo = done.state === 'done' && until > currentTime(req);
  const undoUntil = canUndo ? localDate(signedInUser(req).time_zone, until) : undefined;
  const title = res.locals.t(done.state === 'undone' ? 'imports.result.undoneTitle' : 'imports.result.title');
  resultView(res, { title, section: 'contacts', done, undoUntil });
}

async function updatePreview(req: Request, res: Response, id: number, mapping: ImportMapping): Promise<void> {
  await saveMapping(ownedDb(req), id, mapping);
  flash(req, 'info', 'imports.flash.previewChanged');
  res.redirect(303, `${urls.contactImport(id)}#preview`);
}

async function parseRejectedRows(req: Request, { id, mapping: stored }: ImportSummary): Promise<RejectedRows> {
  const mapping = parseStoredMapping(stored);
  const read = await readImportedSheet(ownedDb(req), id, mapping);
  if (!read.ok) return { headers: [], rows: [] };
  const { rejected } = await parsePeople(read.sheet, mapping.columns);
  return { headers: read.sheet.headers, rows: rejected };
}

function flashUndone(req: Request, counts: UndoCounts | undefined): void {
  if (!counts) return flash(req, 'info', 'imports.flash.nothingToUndo');
  flash(req, 'success', 'imports.flash.undone', { params: { count: counts.contacts } });
  if (counts.kept > 0) flash(req, 'info', 'imports.flash.kept', { params: { count: counts.kept } });
}
