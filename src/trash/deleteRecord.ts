import type { Request } from 'express';
import type { RecordTable } from '../db/owned.ts';
import { flash } from '../http/flash.ts';
import { currentTime, idParam, ownedDb } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { moveToTrash } from './moveToTrash.service.ts';

/** Deletes the record whose id is in the path, with a flash message that offers to undo it. */
export async function deleteRecord(req: Request, kind: RecordTable, message: TextKey): Promise<void> {
  const id = await moveToTrash(ownedDb(req), kind, idParam(req), currentTime(req));
  flash(req, 'success', message, { actions: [{ label: 'common.undo', post: urls.trashRestore(id) }] });
}
