import { escapeFormula } from '../core/csv.ts';
import type { Translate } from '../i18n/translate.ts';
import type { RejectedRows } from './imports.schema.ts';
import type { RejectedRow, RowError } from './parsePeople.ts';

/** The rejected rows as they stood in the file, to be mended and imported again, with their numbers and reasons in front. */
export function* rejectedTable({ headers, rows }: RejectedRows, t: Translate): Generator<string[]> {
  yield [t('imports.table.row'), t('imports.table.reason'), ...headers.map(escapeFormula)];
  for (const row of rows) yield [String(row.number), rejectionReason(row, t), ...row.cells.map(escapeFormula)];
}

export function rejectionReason({ errors }: RejectedRow, t: Translate): string {
  return errors.map((error) => errorText(error, t)).join(' ');
}

function errorText({ field, error }: RowError, t: Translate): string {
  const reason = t(error.key, error.params);
  // A missing name may be the first or the last.
  return error.key === 'forms.nameNeeded' ? reason : `${t(`imports.field.${field}`)}: ${reason}`;
}
