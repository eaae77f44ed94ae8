import type { Request, Response } from 'express';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import type { FieldError } from '../validation/form.ts';
import type { ImportMapping } from './imports.schema.ts';
import type { ImportSummary } from './imports.service.ts';
import { type Duplicate, matchContacts } from './matchContacts.service.ts';
import { type ImportedPerson, type ParsedPeople, parsePeople, type RejectedRow } from './parsePeople.ts';
import { rejectionReason } from './rejectedRows.ts';
import { columnValues, type Sheet } from './sheet.ts';

interface Preview {
  waiting: ImportSummary;
  mapping: ImportMapping;
  problem: FieldError | undefined;
}

interface PreviewLocals extends Preview {
  columns: ColumnSample[];
  newCount: number;
  /** People with a cell for an email or a phone that holds none. */
  misfitCount: number;
  firstRows: (ImportedPerson | RejectedRow)[];
  rejected: RejectedRow[];
  duplicates: Duplicate[];
  rejectionReason: typeof rejectionReason;
}

interface ColumnSample {
  header: string;
  values: string[];
}

const view = page<PreviewLocals>('imports/preview');
const shownRows = 5;
const shownValues = 3;
const sampledRows = 200;

export async function showPreview(
  req: Request,
  res: Response,
  { sheet, ...preview }: Preview & { sheet: Sheet },
): Promise<void> {
  const parsed = await parsePeople(sheet, preview.mapping.columns);
  const matched = await matchContacts(ownedDb(req), parsed.people, 'skip');
  view(res, {
    title: res.locals.t('imports.preview.title'),
    section: 'contacts',
    ...preview,
    columns: sampleColumns(sheet),
    newCount: matched.new.length,
    misfitCount: parsed.people.filter(({ isMisfit }) => isMisfit).length,
    duplicates: matched.duplicates,
    firstRows: firstRows(parsed),
    rejected: parsed.rejected,
    rejectionReason,
  });
}

function sampleColumns({ headers, rows }: Sheet): ColumnSample[] {
  const sample = rows.slice(0, sampledRows);
  return headers.map((header, at) => ({
    header,
    values: [...new Set(columnValues(sample, at))].slice(0, shownValues),
  }));
}

function firstRows({ people, rejected }: ParsedPeople): PreviewLocals['firstRows'] {
  const first = [...people.slice(0, shownRows), ...rejected.slice(0, shownRows)];
  return first.sort((a, b) => a.number - b.number).slice(0, shownRows);
}
