import { pipeline, Readable } from 'node:stream';
import { csvStringifier, escapeFormula } from '../core/csv.ts';
import type { ExportTable } from './exportTable.ts';

/** A table as a CSV file, written while its rows are read. */
export function csvStream<Row>(table: ExportTable<Row>, locale: string): Readable {
  // Errors are passed to the reader of the stream.
  return pipeline(Readable.from(csvRows(table)), csvStringifier(locale), () => undefined);
}

/** The cells of a table, beginning with the headings and escaped against formula injection. */
export async function* csvRows<Row>({
  columns,
  batches,
}: Pick<ExportTable<Row>, 'columns' | 'batches'>): AsyncGenerator<string[]> {
  yield columns.map(({ heading }) => heading);
  for await (const rows of batches) {
    for (const row of rows) yield columns.map(({ cell }) => escapeFormula(cell(row)));
  }
}
