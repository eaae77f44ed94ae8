import type { Request, Response } from 'express';
import { isStalled } from '../db/jobQueue.ts';
import { page } from '../http/page.ts';
import { currentTime, getDatabase, ownedDb, signedInUser } from '../http/request.ts';
import { localDate } from '../i18n/dates.ts';
import { undoMs } from './importLimits.ts';
import { type ImportSummary, otherSheets } from './imports.service.ts';
import { maxShownRows } from './preview/previewResult.ts';
import { type RejectedRow, rejectionReason } from './rejectedRows.ts';
import { firstRejected } from './run/rejectedRows.service.ts';

interface ResultLocals {
  done: ImportSummary;
  /** Rows that are not imported yet. */
  left: number;
  undoUntil: string | undefined;
  /** The first of the rejected rows. */
  rejected: RejectedRow[];
  rejectionReason: typeof rejectionReason;
  /** The other sheets of the workbook, which may be imported next. */
  otherSheets: string[];
}

const resultView = page<ResultLocals>('imports/result');
const runningView = page<{ running: ImportSummary; handled: number; isStalled: boolean }>('imports/running');
const refreshSeconds = 2;

/** Shows an import that is running, was stopped, or has ended. */
export async function showImport(req: Request, res: Response, found: ImportSummary): Promise<void> {
  if (found.state === 'running') await showRunning(req, res, found);
  else await showResult(req, res, found);
}

async function showRunning(req: Request, res: Response, running: ImportSummary): Promise<void> {
  const title = res.locals.t('imports.running.title');
  const stalled = await isStalled(getDatabase(req).pool, 'continueAct', {
    user: signedInUser(req).id,
    id: Number(running.act_id),
  });
  const handled = handledRows(running);
  runningView(res, { title, section: 'contacts', refreshSeconds, running, handled, isStalled: stalled });
}

async function showResult(req: Request, res: Response, done: ImportSummary): Promise<void> {
  const until = new Date((done.done_at?.getTime() ?? 0) + undoMs);
  const canUndo = done.state !== 'undone' && until > currentTime(req);
  const undoUntil = canUndo ? localDate(signedInUser(req).time_zone, until) : undefined;
  const title = res.locals.t(`imports.result.${titles[done.state]}`);
  const left = done.state === 'stopped' ? done.rows - handledRows(done) : 0;
  resultView(res, {
    title,
    section: 'contacts',
    done,
    left,
    undoUntil,
    rejected: await firstRejected(ownedDb(req), done.id, maxShownRows),
    rejectionReason,
    otherSheets: await otherSheets(ownedDb(req), done),
  });
}

const titles = {
  waiting: 'title',
  running: 'title',
  done: 'title',
  stopped: 'stoppedTitle',
  undone: 'undoneTitle',
} as const;

function handledRows({ added, filled, updated, merged, skipped, company_rows, problems }: ImportSummary): number {
  return added + filled + updated + merged + skipped + company_rows + problems;
}
