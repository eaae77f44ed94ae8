import type { Request } from 'express';
import type { RecordTable } from '../db/owned.ts';
import { type Deleted, deleteRecord as deleteRecordOf } from '../history/deleteRecord.service.ts';
import { runAct } from '../history/runActs.service.ts';
import { inBackground, isShuttingDown } from '../http/background.ts';
import { type FlashAction, flash } from '../http/flash.ts';
import { idParam, ownedDb } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { urls } from '../urls.ts';

export async function deleteRecord(req: Request, kind: RecordTable, message: TextKey): Promise<void> {
  const db = ownedDb(req);
  const deleted = await deleteRecordOf(db, { kind, id: idParam(req) });
  if (deleted.change === undefined) inBackground('deleting', () => runAct(db, deleted.act, isShuttingDown));
  flash(req, 'success', message, { actions: [wayBack(deleted)] });
}

function wayBack({ act, change }: Deleted): FlashAction {
  if (change === undefined) return { label: 'trash.progress', href: urls.act(act) };
  return { label: 'common.undo', post: urls.trashRestore(change) };
}
