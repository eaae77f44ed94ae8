import type { Request } from 'express';
import { urls } from '../urls.ts';
import type { FlashAction } from './flash.ts';
import { ownedDb } from './request.ts';

/** The Undo for a flash message; empty when the request changed nothing. @param back where an undo leads */
export function undoActions(req: Request, back: string): FlashAction[] {
  const act = ownedDb(req).lastAct;
  return act === undefined ? [] : [{ label: 'common.undo', post: urls.actUndo(act, { back }) }];
}
