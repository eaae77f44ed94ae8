import { escapeFormula } from '../core/csv.ts';
import type { Translate } from '../i18n/translate.ts';
import type { RowError } from './importedRow.ts';
import type { SheetRow } from './sheet.ts';

export interface RejectedRow extends SheetRow {
  errors: RowError[];
}

/** The rejected rows as they stood in the file, to be mended and imported again, with their numbers and reasons in front. */
export async function* rejectedTable(
  headers: string[],
  rows: AsyncIterable<RejectedRow>,
  t: Translate,
): AsyncGenerator<string[]> {
  yield [t('imports.table.row'), t('imports.table.reason'), ...headers.map(escapeFormula)];
  for await (const row of rows) yield [String(row.number), rejectionReason(row, t), ...row.cells.map(escapeFormula)];
}

export function rejectionReason({ errors }: Pick<RejectedRow, 'errors'>, t: Translate): string {
  return errors.map((error) => errorText(error, t)).join(' ');
}

function errorText({ field, error }: RowError, t: Translate): string {
  const reason = t(error.key, error.params);
  // A missing name may be the first or the last, and some problems are of the whole row.
  const isOfRow = error.key === 'forms.nameNeeded' || error.key.startsWith('imports.problem.');
  return isOfRow ? reason : `${t(`imports.field.${field}`)}: ${reason}`;
}
