import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { csvStringifier } from '../core/csv.ts';
import { runAct } from '../history/runActs.service.ts';
import { isShuttingDown } from '../http/background.ts';
import { flash } from '../http/flash.ts';
import { draftText } from '../http/forms/formDraft.ts';
import { page } from '../http/page.ts';
import { limitDownloads } from '../http/rateLimits.ts';
import { currentTime, idParam, ownedDb, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import type { FieldError } from '../validation/form.ts';
import { parseHeaders, parseStoredMapping } from './imports.schema.ts';
import { createImport, getImport, type ImportSummary, listImports } from './imports.service.ts';
import { importUndoRouter } from './importUndo.router.ts';
import { applyMapping, parseMapping } from './preview/mappingForm.ts';
import { countIfSmall } from './preview/preview.service.ts';
import { showPreview } from './preview/previewPage.ts';
import { rejectedTable } from './rejectedRows.ts';
import { resetMapping, withRememberedMapping } from './rememberedMapping.service.ts';
import { showImport } from './resultPage.ts';
import { importSteps } from './run/importStep.service.ts';
import { listRejected } from './run/rejectedRows.service.ts';
import { startImport, stopImport } from './run/startImport.service.ts';
import { parseUpload, pastedRows, readOtherSheet } from './upload.ts';

export const importsRouter = Router();

importsRouter.use(importUndoRouter);

const uploadView = page<{ problem: FieldError | undefined; rows: string; imports: ImportSummary[] }>('imports/upload');

/** The request itself imports up to this many rows; a job imports larger files. */
const maxAtOnce = 600;

importsRouter.get('/', async (req, res) => {
  await showUpload(req, res, draftText('rows'));
});

importsRouter.post('/', async (req, res) => {
  const upload = await parseUpload(req);
  if (!upload.ok) return showUpload(req, res.status(422), pastedRows(req), upload.problem);
  const read = await withRememberedMapping(ownedDb(req), upload.import);
  const id = await createImport(ownedDb(req), { ...upload.import, ...read }, currentTime(req));
  await countIfSmall(ownedDb(req), id);
  res.redirect(303, urls.contactImport(id));
});

importsRouter.get('/:id', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  if (found.state === 'waiting') return showPreview(req, res, found);
  await showImport(req, res, found);
});

importsRouter.post('/:id', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  if (found.state !== 'waiting') return res.redirect(303, urls.contactImport(found.id));
  if (req.body?.fresh === '1') await resetMapping(ownedDb(req), found);
  else if (!(await saveChoices(req, res, found))) return;
  await countIfSmall(ownedDb(req), found.id);
  res.redirect(303, `${urls.contactImport(found.id)}#preview`);
});

importsRouter.post('/:id/run', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  if (found.state === 'waiting') {
    const saved = await saveChoices(req, res, found);
    if (!saved) return;
    // Only what the preview has shown is written.
    if (saved.needsReview) return askAgain(req, res, found.id);
    if (isAllRejected(found)) return refuseRun(req, res, found);
  }
  await run(req, found);
  res.redirect(303, urls.contactImport(found.id));
});

importsRouter.post('/:id/stop', async (req, res) => {
  const { id } = await getImport(ownedDb(req), idParam(req));
  await stopImport(ownedDb(req), id, currentTime(req));
  res.redirect(303, urls.contactImport(id));
});

importsRouter.post('/:id/sheet', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  const next = await readOtherSheet(ownedDb(req), found, req.body?.sheet);
  if (!next.ok) {
    flash(req, 'warning', next.problem.key, { params: next.problem.params });
    return res.redirect(303, urls.contactImport(found.id));
  }
  const id = await createImport(ownedDb(req), next.import, currentTime(req));
  await countIfSmall(ownedDb(req), id);
  res.redirect(303, urls.contactImport(id));
});

importsRouter.get('/:id/problems', async (req, res) => {
  const found = await getImport(ownedDb(req), idParam(req));
  await limitDownloads(req);
  const { t } = res.locals;
  const table = rejectedTable(parseHeaders(found.headers), listRejected(ownedDb(req), found), t);
  res.attachment(`${t('imports.table.file')}-${found.id}.csv`).type('text/csv');
  await pipeline(Readable.from(table), csvStringifier(signedInUser(req).locale), res);
});

async function showUpload(req: Request, res: Response, rows: string, problem?: FieldError): Promise<void> {
  const imports = await listImports(ownedDb(req), currentTime(req));
  uploadView(res, { title: res.locals.t('imports.upload.title'), section: 'contacts', problem, rows, imports });
}

/** Returns undefined after showing the form again with the problem (422). */
async function saveChoices(
  req: Request,
  res: Response,
  waiting: ImportSummary,
): Promise<{ needsReview: boolean } | undefined> {
  const parsed = parseMapping(req, waiting);
  const { problem, needsReview } = parsed.ok
    ? await applyMapping(req, waiting, parsed.mapping)
    : { ...parsed, needsReview: false };
  if (!problem) return { needsReview };
  await showPreview(req, res.status(422), waiting, { mapping: parsed.mapping, problem });
  return undefined;
}

/** Whether no row can be imported, according to the preview. */
function isAllRejected({ preview, rows }: ImportSummary): boolean {
  return preview !== null && (preview as { rejected?: number }).rejected === rows;
}

async function refuseRun(req: Request, res: Response, { id }: ImportSummary): Promise<void> {
  const waiting = await getImport(ownedDb(req), id);
  const problem = { key: 'imports.problem.noValidRows' } as const;
  await showPreview(req, res.status(422), waiting, { mapping: parseStoredMapping(waiting.mapping), problem });
}

async function askAgain(req: Request, res: Response, id: number): Promise<void> {
  await countIfSmall(ownedDb(req), id);
  flash(req, 'info', 'imports.flash.previewChanged');
  res.redirect(303, `${urls.contactImport(id)}#preview`);
}

/**
 * A small import runs in the request, and its job waits in case this process dies. A second press joins what is
 * running.
 */
async function run(req: Request, { id, rows, state, act_id }: ImportSummary): Promise<void> {
  const db = ownedDb(req);
  const isSmall = rows <= maxAtOnce;
  const act = state === 'running' ? Number(act_id) : await startImport(db, id, { delaySeconds: isSmall ? 5 : 0 });
  if (act !== undefined && isSmall) await runAct(db, act, isShuttingDown, importSteps);
}
