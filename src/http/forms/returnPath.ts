import type { Request } from 'express';
import { localPath } from '../../urls.ts';

/** The path of this site that a form or link said to come back to. */
export function backOf(req: Request): string | undefined {
  return localPath(req.body?.back) ?? localPath(req.query['back']);
}
