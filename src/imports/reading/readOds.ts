import { numberText } from './cellText.ts';
import { maxColumns, type RawSheet, RowCollector } from './rawSheet.ts';
import { attribute, decodeEntities, walkXml, type XmlTag } from './xmlTags.ts';

/**
 * Reads the sheet of this name, else the first one with more than a title, else the first that is not empty.
 * @throws UnreadableFileError
 */
export function readOds(content: string, chosen?: string): RawSheet {
  const document = new OdsDocument();
  walkXml(content, (tag) => document.add(tag));
  const { sheets } = document;
  const found =
    sheets.find(({ name }) => name === chosen) ??
    sheets.find(({ rows }) => rows.rows.length > 1) ??
    sheets.find(({ rows }) => rows.rows.length > 0);
  const { rows, omitted } = found?.rows ?? new RowCollector();
  const names = sheets.length > 1 ? sheets.map(({ name }) => name) : [];
  return { kind: 'ods', rows, omitted, sheetNames: names, sheetName: names.length > 1 ? (found?.name ?? '') : '' };
}

class OdsDocument {
  readonly sheets: { name: string; rows: RowCollector }[] = [];
  private row: string[] = [];
  private rowNumber = 0;
  private rowRepeat = 1;
  private pendingEmpty = 0;
  private cell: XmlTag | undefined;
  private paragraphs: string[] = [];
  private inParagraph = false;
  private annotations = 0;

  add(tag: XmlTag): void {
    if (this.inParagraph && this.annotations === 0) this.addText(tag.textBefore);
    if (tag.kind !== 'close') this.open(tag);
    if (tag.kind !== 'open') this.close(tag);
  }

  private open(tag: XmlTag): void {
    if (tag.name === 'table:table') this.openSheet(tag);
    else if (tag.name === 'table:table-row') this.openRow(tag);
    else if (tag.name === 'table:table-cell' || tag.name === 'table:covered-table-cell') this.openCell(tag);
    else if (tag.name === 'office:annotation') this.annotations++;
    else if (this.cell && this.annotations === 0) this.openText(tag);
  }

  private close(tag: XmlTag): void {
    if (tag.name === 'table:table-row') this.closeRow();
    else if (tag.name === 'table:table-cell' || tag.name === 'table:covered-table-cell') this.closeCell();
    else if (tag.name === 'office:annotation') this.annotations--;
    else if (tag.name === 'text:p' && this.annotations === 0) this.inParagraph = false;
  }

  private openSheet(tag: XmlTag): void {
    this.sheets.push({ name: attribute(tag, 'table:name') ?? '', rows: new RowCollector() });
    this.rowNumber = 0;
  }

  private openRow(tag: XmlTag): void {
    this.row = [];
    this.pendingEmpty = 0;
    this.rowRepeat = repeats(tag, 'table:number-rows-repeated');
  }

  private closeRow(): void {
    const { rows } = this.sheets.at(-1) ?? {};
    const isEmpty = this.row.every((cell) => cell.trim() === '');
    if (!isEmpty) for (let one = 1; one <= this.rowRepeat; one++) rows?.add([...this.row], this.rowNumber + one);
    this.rowNumber += this.rowRepeat;
  }

  private openCell(tag: XmlTag): void {
    this.cell = tag;
    this.paragraphs = [];
  }

  /** Empty cells are added only when a filled one follows, since a styled row has thousands of them. */
  private closeCell(): void {
    if (!this.cell) return;
    const text = cellText(this.cell, this.paragraphs.join('\n'));
    const count = repeats(this.cell, 'table:number-columns-repeated');
    this.cell = undefined;
    if (text === '') {
      this.pendingEmpty += count;
      return;
    }
    const room = maxColumns + 1;
    for (let one = 0; one < this.pendingEmpty && this.row.length < room; one++) this.row.push('');
    for (let one = 0; one < count && this.row.length < room; one++) this.row.push(text);
    this.pendingEmpty = 0;
  }

  private openText(tag: XmlTag): void {
    if (tag.name === 'text:p') {
      this.paragraphs.push('');
      this.inParagraph = tag.kind === 'open';
    } else if (tag.name === 'text:line-break') this.addText('\n');
    else if (tag.name === 'text:tab') this.addText('\t');
    else if (tag.name === 'text:s') this.addText(' '.repeat(Math.min(100, repeats(tag, 'text:c'))));
  }

  private addText(text: string): void {
    const last = this.paragraphs.length - 1;
    if (last >= 0) this.paragraphs[last] += decodeEntities(text);
  }
}

function repeats(tag: XmlTag, name: string): number {
  const count = Number(attribute(tag, name) ?? 1);
  return Number.isInteger(count) && count > 0 ? Math.min(count, 1_048_576) : 1;
}

/** The text that is shown, but the stored value of dates and of numbers with an exponent, which are shown shortened. */
function cellText(cell: XmlTag, shown: string): string {
  const date = attribute(cell, 'office:date-value');
  if (date !== undefined) return date.replace(/T00:00(?::00(?:\.0+)?)?$/, '').replace('T', ' ');
  const value = attribute(cell, 'office:value');
  if (attribute(cell, 'office:value-type') !== 'float' || value === undefined) return errorless(shown);
  return shown === '' || /[\d.,]E[+-]?\d/i.test(shown) || /^#+$/.test(shown) ? numberText(Number(value)) : shown;
}

function errorless(shown: string): string {
  return /^(?:#N\/A|#REF!|#VALUE!|#NAME\?|#DIV\/0!|Err:\d+)$/.test(shown) ? '' : shown;
}
