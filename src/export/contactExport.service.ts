import type { Readable } from 'node:stream';
import { type ContactSelection, selectedIds } from '../contacts/contactSelection.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { readBatches } from './batches.ts';
import { contactColumns } from './contactTable.ts';
import { readContactMaxima, readContacts } from './exportedContacts.service.ts';
import { type FileFormat, tableStream } from './exportFile.ts';
import { cellFormat } from './exportTable.ts';
import { contactVcard } from './vcard.ts';
import { vcardStream } from './vcardFile.ts';

/** A selection of people as a file, read while it is written; `today` is the user's calendar date. */
export async function exportContacts(
  db: OwnedDb,
  selection: ContactSelection & { today: string },
  file: FileFormat,
): Promise<Readable> {
  const ids = await selectedIds(db, selection, selection.today);
  const batches = readBatches(ids, (some) => readContacts(db, some));
  if (file.format === 'vcf') return vcardStream(batches, contactVcard);
  const format = cellFormat(file);
  const columns = contactColumns(format, await readContactMaxima(db, ids));
  return tableStream({ name: format.t('contacts.list.title'), columns, batches }, file);
}
