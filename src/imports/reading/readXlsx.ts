import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import { cellText } from './cellText.ts';
import { type RawSheet, RowCollector } from './rawSheet.ts';
import { decodeEntities } from './xmlTags.ts';

/** The first visible sheet with more than a title; else the first one with anything. @throws UnreadableFile */
export async function readXlsx(file: Uint8Array, workbook: string): Promise<RawSheet> {
  const sheets = listSheets(workbook);
  let found: RawSheet | undefined;
  for (const { index, name } of sheets) {
    const { rows, leftOut } = await collectRows(file, index);
    if (rows.length > (found?.rows.length ?? 0))
      found = { kind: 'xlsx', rows, leftOut, sheetName: sheets.length > 1 ? name : '' };
    if (rows.length > 1) break;
  }
  return found ?? { kind: 'xlsx', rows: [], leftOut: [] };
}

function listSheets(workbook: string): { index: number; name: string }[] {
  const all = [...workbook.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].map(([, attributes = ''], index) => ({
    index,
    name: decodeEntities(/\sname="([^"]*)"/.exec(` ${attributes}`)?.[1] ?? ''),
    isHidden: /\sstate="(?:hidden|veryHidden)"/.test(` ${attributes}`),
  }));
  const visible = all.filter(({ isHidden }) => !isHidden);
  return visible.length > 0 ? visible : all;
}

async function collectRows(file: Uint8Array, sheet: number): Promise<RowCollector> {
  const collector = new RowCollector();
  for await (const { index, values } of streamXlsxRows(file, { sheet }))
    if (values.some(isFilled)) collector.add(values.map(cellText), index + 1);
  return collector;
}

const isFilled = (value: CellValue) => value !== null && value !== '';
