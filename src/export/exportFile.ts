import type { Readable } from 'node:stream';
import { csvStream } from './csvFile.ts';
import type { ExportFormat } from './exports.schema.ts';
import type { ExportTable, TableLocale } from './exportTable.ts';
import { xlsxStream } from './xlsxFile.ts';

export interface FileFormat extends TableLocale {
  format: ExportFormat;
}

export const contentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  vcf: 'text/vcard; charset=utf-8',
};

export function tableStream<Row>(table: ExportTable<Row>, { format, locale }: FileFormat): Readable {
  return format === 'xlsx' ? xlsxStream(table) : csvStream(table, locale);
}
