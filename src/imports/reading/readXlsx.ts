import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import { cellText } from './cellText.ts';
import { cellAddress, formatNumber, readNumberFormats } from './numberFormats.ts';
import { type RawSheet, RowCollector } from './rawSheet.ts';
import { decodeEntities } from './xmlTags.ts';
import type { ZipArchive } from './zipArchive.ts';

interface ListedSheet {
  index: number;
  name: string;
  relation: string;
}

/**
 * Reads the sheet of this name, else the first visible one with more than a title, else the first that is not empty.
 * @throws UnreadableFileError
 */
export async function readXlsx(file: Uint8Array, archive: ZipArchive, chosen?: string): Promise<RawSheet> {
  const sheets = listSheets(await archive.read('xl/workbook.xml'));
  const one = sheets.find(({ name }) => name === chosen);
  const sheetNames = sheets.length > 1 ? sheets.map(({ name }) => name) : [];
  let found: RawSheet = { kind: 'xlsx', rows: [], omitted: [] };
  for (const sheet of one ? [one] : sheets) {
    const { rows, omitted } = await collectRows(file, archive, sheet);
    if (one || rows.length > found.rows.length)
      found = { kind: 'xlsx', rows, omitted, sheetNames, sheetName: sheets.length > 1 ? sheet.name : '' };
    if (rows.length > 1) break;
  }
  return found;
}

function listSheets(workbook: string): ListedSheet[] {
  const all = [...workbook.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].map(([, attributes = ''], index) => ({
    index,
    name: decodeEntities(/\sname="([^"]*)"/.exec(` ${attributes}`)?.[1] ?? ''),
    relation: /\s\w+:id="([^"]*)"/.exec(` ${attributes}`)?.[1] ?? '',
    isHidden: /\sstate="(?:hidden|veryHidden)"/.test(` ${attributes}`),
  }));
  const visible = all.filter(({ isHidden }) => !isHidden);
  return visible.length > 0 ? visible : all;
}

async function collectRows(file: Uint8Array, archive: ZipArchive, sheet: ListedSheet): Promise<RowCollector> {
  const collector = new RowCollector();
  const shown = await readNumberFormats(archive, sheet.relation);
  const toText = (value: CellValue, row: number, column: number) => {
    const pattern = typeof value === 'number' && shown.size > 0 ? shown.get(cellAddress(row, column)) : undefined;
    return pattern === undefined ? cellText(value) : formatNumber(value as number, pattern);
  };
  for await (const { index, values } of streamXlsxRows(file, { sheet: sheet.index }))
    if (values.some(isFilled))
      collector.add(
        values.map((value, column) => toText(value, index, column)),
        index + 1,
      );
  return collector;
}

const isFilled = (value: CellValue) => value !== null && value !== '';
