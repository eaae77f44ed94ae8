import type { Request } from 'express';
import { localPath } from '../../core/paths.ts';

export function returnPath(req: Request): string | undefined {
  return localPath(req.body?.back) ?? localPath(req.query['back']);
}
