import { textCell } from '../core/csv.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Fault, FaultyRow, People } from './readPeople.ts';

/** Rows that were not imported, with what stood above them. */
export type FaultyRows = Pick<People, 'headings' | 'faulty'>;

export function faultyText({ headings, faulty }: FaultyRows): string {
  return JSON.stringify({ headings, faulty });
}

export function faultyIn(text: string): FaultyRows {
  return text === '' ? { headings: [], faulty: [] } : (JSON.parse(text) as FaultyRows);
}

/** As a table that can be mended and chosen again: what stood in the file, and in front of it the row and the reason. */
export function* problemTable({ headings, faulty }: FaultyRows, t: Translate): Generator<string[]> {
  yield [t('imports.table.row'), t('imports.table.reason'), ...headings.map(textCell)];
  for (const row of faulty) yield [String(row.number), reasonOf(row, t), ...row.cells.map(textCell)];
}

export function reasonOf({ faults }: FaultyRow, t: Translate): string {
  return faults.map((fault) => faultText(fault, t)).join(' ');
}

// A name that is missing is nobody's field.
function faultText({ field, error }: Fault, t: Translate): string {
  const reason = t(error.key, error.params);
  return error.key === 'forms.nameNeeded' ? reason : `${t(`imports.field.${field}`)}: ${reason}`;
}
