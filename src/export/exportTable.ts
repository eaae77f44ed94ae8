import { type Locale, type Translate, translator } from '../i18n/translate.ts';

/** The kind of a cell, which only XLSX distinguishes. Dates are `2026-03-31`, times `2026-03-31 14:05`. */
export type CellKind = 'text' | 'date' | 'time';

export interface TableColumn<Row> {
  heading: string;
  kind: CellKind;
  /** In characters. */
  width: number;
  cell: (row: Row) => string;
}

/** A list to be written, in batches of rows. */
export interface ExportTable<Row> {
  name: string;
  columns: TableColumn<Row>[];
  batches: AsyncIterable<Row[]>;
}

export interface TableLocale {
  locale: Locale;
  time_zone: string;
}

export interface CellFormat {
  t: Translate;
  /** `2026-03-31 14:05`, which every spreadsheet reads as a time; empty for null. */
  at: (instant: Date | null) => string;
}

export function cellFormat({ locale, time_zone: timeZone }: TableLocale): CellFormat {
  // Swedish dates are in the ISO 8601 format.
  const dateTime = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return { t: translator(locale), at: (instant) => (instant ? dateTime.format(instant) : '') };
}
