import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { undoWithMessage } from '../activity/undoAct.ts';
import { attachFile } from '../http/attachFile.ts';
import { inBackground, isShuttingDown } from '../http/background.ts';
import { flash } from '../http/flash.ts';
import { page } from '../http/page.ts';
import { limitDownloads } from '../http/rateLimits.ts';
import { currentMoment, currentTime, getDatabase, idParam, ownedDb, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import type { FieldError } from '../validation/form.ts';
import { removeUpload, takeUpload } from './accountUpload.ts';
import { accountZip } from './accountZip.service.ts';
import { maxFileMegabytes } from './fileLimits.ts';
import { readFileOwner } from './fileOwner.service.ts';
import { showLoad } from './loadPage.ts';
import {
  type AccountLoad,
  type Counts,
  countAccount,
  createLoad,
  discardLoad,
  getLoad,
  listLoads,
} from './loads.service.ts';
import { stageFile } from './stageFile.service.ts';
import { startLoad, stopLoad } from './startLoad.service.ts';

/** `/accounts/data/` downloads the whole account as a file, and loads such a file. */
export const accountDataRouter = Router();

interface DataLocals {
  counts: Counts;
  loads: AccountLoad[];
  problem: FieldError | undefined;
  maxFileMegabytes: number;
}

const dataView = page<DataLocals>('accountFile/data');

accountDataRouter.get('/', (req, res) => showData(req, res));

accountDataRouter.get('/download', async (req, res) => {
  await limitDownloads(req);
  const owner = await readFileOwner(getDatabase(req), signedInUser(req).id);
  attachFile(res, `mini-crm-${owner.username}-${currentMoment(req).today}.zip`).type('application/zip');
  await pipeline(Readable.from(accountZip(ownedDb(req), owner, currentTime(req)), { objectMode: false }), res);
});

accountDataRouter.post('/', async (req, res) => {
  const file = takeUpload(req);
  const problem = req.fileTooLarge ? tooLarge : file?.size ? undefined : noFile;
  if (!file || problem) {
    if (file) await removeUpload(file.path);
    return showData(req, res.status(422), problem);
  }
  const db = ownedDb(req);
  const id = await createLoad(db, file.name, currentTime(req)).catch(async (error: unknown) => {
    await removeUpload(file.path);
    throw error;
  });
  inBackground('reading the file of an account', () =>
    stageFile(db, id, file.path, isShuttingDown).finally(() => removeUpload(file.path)),
  );
  res.redirect(303, urls.accountLoad(id));
});

const tooLarge: FieldError = { key: 'accountFile.problem.tooLarge', params: { size: maxFileMegabytes } };
const noFile: FieldError = { key: 'accountFile.problem.noFile' };

accountDataRouter.get('/:id', async (req, res) => {
  await showLoad(req, res, await findLoad(req));
});

accountDataRouter.post('/:id/run', async (req, res) => {
  const { id } = await findLoad(req);
  await startLoad(ownedDb(req), id);
  res.redirect(303, urls.accountLoad(id));
});

accountDataRouter.post('/:id/stop', async (req, res) => {
  const { id } = await findLoad(req);
  const stopped = await stopLoad(ownedDb(req), id, currentTime(req));
  if (stopped?.isEmpty) flash(req, 'info', 'accountFile.flash.discarded');
  else if (stopped) await undoWithMessage(req, stopped.act);
  res.redirect(303, stopped?.isEmpty ? urls.accountData() : urls.accountLoad(id));
});

accountDataRouter.post('/:id/discard', async (req, res) => {
  const { id } = await findLoad(req);
  const isGone = await discardLoad(ownedDb(req), id);
  if (isGone) flash(req, 'info', 'accountFile.flash.discarded');
  res.redirect(303, isGone ? urls.accountData() : urls.accountLoad(id));
});

function findLoad(req: Request): Promise<AccountLoad> {
  return getLoad(ownedDb(req), idParam(req), currentTime(req));
}

async function showData(req: Request, res: Response, problem?: FieldError): Promise<void> {
  const db = ownedDb(req);
  const [counts, loads] = await Promise.all([countAccount(db), listLoads(db, currentTime(req))]);
  dataView(res, {
    title: res.locals.t('accountFile.title'),
    section: 'account',
    counts,
    loads,
    problem,
    maxFileMegabytes,
  });
}
