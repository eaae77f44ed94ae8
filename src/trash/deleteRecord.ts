import type { Request } from 'express';
import type { RecordTable } from '../db/owned.ts';
import { flash } from '../http/flash.ts';
import { idParam, nowOf, ownedDb } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { moveToTrash } from './moveToTrash.service.ts';

/** Deletes the record whose id stands in the address, and says so with a way back. */
export async function deleteRecord(req: Request, kind: RecordTable, said: TextKey): Promise<void> {
  const id = await moveToTrash(ownedDb(req), kind, idParam(req), nowOf(req));
  flash(req, 'success', said, { actions: [{ label: 'common.undo', post: urls.trashRestore(id) }] });
}
