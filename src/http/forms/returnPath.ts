import type { Request } from 'express';
import { localPath } from '../../urls.ts';

/** The local path that a form or link asks to return to, in its field or query parameter `back`. */
export function returnPath(req: Request): string | undefined {
  return localPath(req.body?.back) ?? localPath(req.query['back']);
}
