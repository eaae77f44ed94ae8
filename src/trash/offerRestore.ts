import type { ErrorRequestHandler, Request } from 'express';
import { parseId } from '../core/ids.ts';
import type { RecordTable } from '../db/rowLocks.ts';
import { errorStatus } from '../http/errors.ts';
import { page } from '../http/page.ts';
import { currentTime, ownedDb } from '../http/request.ts';
import { daysLeft } from './retention.ts';
import { findInTrash, type TrashRow } from './trashList.service.ts';

const view = page<{ row: TrashRow; daysLeft: typeof daysLeft }>('trash/deletedRecord');

const recordPath = /^\/(contacts|companies|interactions|tasks|tags)\/(\d+)(?:\/|$)/;

/**
 * Shows a 404 page with a restore button for a record that the user deleted. It must be mounted before errorHandler.
 */
export const offerRestore: ErrorRequestHandler = async (error, req, res, next) => {
  const row = errorStatus(error) === 404 ? await findDeleted(req) : undefined;
  if (!row || res.headersSent) return next(error);
  res.status(404).set('Cache-Control', 'no-store');
  view(res, { title: res.locals.t('trash.deletedRecord.title'), section: 'none', row, daysLeft });
};

async function findDeleted(req: Request): Promise<TrashRow | undefined> {
  const [, kind, number] = recordPath.exec(req.path) ?? [];
  const id = parseId(number);
  if (!req.user || id === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) return undefined;
  return findInTrash(ownedDb(req), { kind: kind as RecordTable, id }, currentTime(req));
}
