import type { CellKind, TableColumn } from './exportTable.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook of one sheet, by their names in the archive. */
export const types = {
  '[Content_Types].xml': `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/></Types>`,
};

export const relations = {
  '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
  'xl/_rels/workbook.xml.rels': relationships([
    ['worksheet', 'worksheets/sheet1.xml'],
    ['styles', 'styles.xml'],
  ]),
};

function relationships(targets: [type: string, target: string][]): string {
  const lines = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${lines.join('')}</Relationships>`;
}

export function workbook(name: string): Record<string, string> {
  const sheet = `<sheet name="${escapeXml(sheetName(name))}" sheetId="1" r:id="rId1"/>`;
  return {
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheet}</sheets></workbook>`,
  };
}

/** Excel refuses these characters, and more than 31. */
function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);
}

/** Numbers of the formats in the styles. Text is a format of its own, so that a cell that is edited stays text. */
const formats: Record<CellKind | 'heading', number> = { heading: 1, text: 2, date: 3, time: 4 };

export const styles = {
  'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">${[
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
    ...[49, 164, 165].map(
      (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    ),
  ].join('')}</cellXfs></styleSheet>`,
};

/** The sheet up to its first row. The heading row stays visible when scrolling. */
export function sheetStart(columns: Pick<TableColumn<never>, 'width'>[]): string {
  const cols = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>`;
}

export function sheetEnd(columns: number, rows: number): string {
  return `</sheetData><autoFilter ref="A1:${columnName(columns - 1)}${rows}"/></worksheet>`;
}

interface SheetCell {
  kind: CellKind | 'heading';
  text: string;
}

export function sheetRow(number: number, cells: SheetCell[]): string {
  return `<row r="${number}">${cells.map((cell, at) => cellXml(`${columnName(at)}${number}`, cell)).join('')}</row>`;
}

function cellXml(place: string, { kind, text }: SheetCell): string {
  if (text === '') return '';
  const serial = kind === 'date' || kind === 'time' ? serialDate(text) : undefined;
  if (serial !== undefined) return `<c r="${place}" s="${formats[kind]}"><v>${serial}</v></c>`;
  const style = formats[kind === 'heading' ? kind : 'text'];
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

const names: string[] = [];

/** A, B, …, Z, AA, … */
function columnName(at: number): string {
  return (names[at] ??= (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26)));
}

const dateOrTime = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d)?$/;
const firstDate = Date.UTC(1900, 2, 1);
const daysBefore1970 = 25_569;

/** Days since 1900; undefined for a date without a year, and before March 1900, where spreadsheets disagree. */
function serialDate(text: string): number | undefined {
  const time = dateOrTime.test(text)
    ? Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`)
    : Number.NaN;
  return time >= firstDate ? Number((time / 86_400_000 + daysBefore1970).toFixed(10)) : undefined;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// Includes what spreadsheets would read as an escaped character.
const special = /[&<>"]|_(?=x[\dA-Fa-f]{4}_)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML holds no others than tab and line feed.
const impossible = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

function escapeXml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(impossible, '')
    .replace(special, (character) => entities[character] ?? '_x005F_');
}
