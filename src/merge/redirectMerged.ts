import type { ErrorRequestHandler, Request } from 'express';
import { recordPath } from '../activity/recordPath.ts';
import { parseId } from '../core/ids.ts';
import { errorStatus } from '../http/errors.ts';
import { ownedDb } from '../http/request.ts';
import { findMergedInto } from './merge.service.ts';
import type { MergeKind } from './mergedRecord.ts';

const mergeablePath = /^\/(contacts|companies)\/(\d+)(?:\/|$)/;

/** Redirects from a merged record to the one that was kept. It must be mounted before errorHandler. */
export const redirectMerged: ErrorRequestHandler = async (error, req, res, next) => {
  const kept = errorStatus(error) === 404 ? await keptPage(req) : undefined;
  if (kept === undefined || res.headersSent) return next(error);
  res.redirect(303, kept);
};

async function keptPage(req: Request): Promise<string | undefined> {
  const [, kind, number] = mergeablePath.exec(req.path) ?? [];
  const id = parseId(number);
  if (!req.user || id === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) return undefined;
  const kept = await findMergedInto(ownedDb(req), kind as MergeKind, id);
  return kept === undefined ? undefined : recordPath({ kind: kind as MergeKind, id: kept });
}
