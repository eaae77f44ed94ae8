import { escapeFormula } from '../core/csv.ts';
import type { Translate } from '../i18n/translate.ts';
import type { RowError } from './importedRow.ts';
import type { SheetRow } from './sheet.ts';

export interface RejectedRow extends SheetRow {
  errors: RowError[];
}

/**
 * Yields the rejected rows as in the file, with their numbers and reasons in front, to be corrected and imported again.
 */
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
  // A missing name concerns two fields, and some problems concern the whole row.
  const isOfRow = error.key === 'forms.nameNeeded' || error.key.startsWith('imports.problem.');
  return isOfRow ? reason : `${t(`imports.field.${field}`)}: ${reason}`;
}
