import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ExportTable } from './exportTable.ts';
import { relations, sheetEnd, sheetRow, sheetStart, styles, types, workbook } from './xlsxParts.ts';

/** A table as an XLSX file, written while its rows are read; destroying it stops the reading. */
export function xlsxStream<Row>(table: ExportTable<Row>): Readable {
  const zip = new ZipFile();
  const sheet = Readable.from(sheetXml(table));
  const parts = { ...types, ...relations, ...styles, ...workbook(table.name) };
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), name);
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  const output = zip.outputStream as Readable;
  sheet.once('error', (error) => output.destroy(error));
  output.once('close', () => sheet.destroy());
  return output;
}

async function* sheetXml<Row>({ columns, batches }: ExportTable<Row>): AsyncGenerator<string> {
  const headings = columns.map(({ heading }) => ({ kind: 'heading' as const, text: heading }));
  let number = 1;
  yield sheetStart(columns) + sheetRow(number, headings);
  for await (const rows of batches) {
    const cells = rows.map((row) => columns.map(({ kind, cell }) => ({ kind, text: cell(row) })));
    yield cells.map((row) => sheetRow(++number, row)).join('');
  }
  yield sheetEnd(columns.length, number);
}
