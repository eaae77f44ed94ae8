import type { Readable } from 'node:stream';
import { type CompanySelection, selectedCompanyIds } from '../companies/companySelection.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { readBatches } from './batches.ts';
import { companyColumns } from './companyTable.ts';
import { longestCompanyNotes, readCompanies } from './exportedCompanies.service.ts';
import { type FileFormat, tableStream } from './exportFile.ts';
import { cellFormat } from './exportTable.ts';
import { companyVcard } from './vcard.ts';
import { vcardStream } from './vcardFile.ts';

/** A selection of companies as a file, read while it is written. */
export async function exportCompanies(db: OwnedDb, selection: CompanySelection, file: FileFormat): Promise<Readable> {
  const ids = await selectedCompanyIds(db, selection);
  const batches = readBatches(ids, (some) => readCompanies(db, some));
  if (file.format === 'vcf') return vcardStream(batches, companyVcard);
  const format = cellFormat(file);
  const columns = companyColumns(format, await longestCompanyNotes(db, ids));
  return tableStream({ name: format.t('companies.list.title'), columns, batches }, file);
}
