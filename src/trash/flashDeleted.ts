import type { Request } from 'express';
import type { RecordTable } from '../db/rowLocks.ts';
import { type Deleted, deleteRecord } from '../history/deleteRecord.service.ts';
import { type FlashAction, flash } from '../http/flash.ts';
import { idParam, ownedDb } from '../http/request.ts';
import type { TextKey, TextParams } from '../i18n/translate.ts';
import { urls } from '../urls.ts';

export async function deleteAndFlash(req: Request, kind: RecordTable, message: TextKey): Promise<void> {
  const deleted = await deleteRecord(ownedDb(req), { kind, id: idParam(req) });
  flashDeleted(req, deleted, message);
}

/** Flashes a deletion with its Undo. A large deletion continues in the background. */
export function flashDeleted(req: Request, deleted: Deleted, message: TextKey, params: TextParams = {}): void {
  flash(req, 'success', message, { params, actions: [wayBack(deleted)] });
}

function wayBack({ act, change }: Deleted): FlashAction {
  if (change === undefined) return { label: 'trash.progress', href: urls.act(act) };
  return { label: 'common.undo', post: urls.trashRestore(change) };
}
