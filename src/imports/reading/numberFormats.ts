import { formatValue } from 'hucre';
import { attribute, walkXml, type XmlTag } from './xmlTags.ts';
import type { ZipArchive } from './zipArchive.ts';

/** The patterns of cells whose numbers are shown digit by digit, by the address of the cell ("B7"). */
type NumberFormats = ReadonlyMap<string, string>;

const none: NumberFormats = new Map();

/** Finds the numbers of a sheet that are shown by a pattern such as 00-000. `relation` is the `r:id` of the sheet. */
export async function readNumberFormats(archive: ZipArchive, relation: string): Promise<NumberFormats> {
  const patterns = archive.has('xl/styles.xml') ? readPatterns(await archive.read('xl/styles.xml')) : none;
  const path = patterns.size > 0 ? await sheetPath(archive, relation) : undefined;
  return path ? cellsWith(await archive.read(path), patterns) : none;
}

/** Formats the number by its pattern. */
export function formatNumber(value: number, pattern: string): string {
  return formatValue(value, pattern);
}

/** The patterns by the index of their style. */
function readPatterns(styles: string): Map<string, string> {
  const [cellStyles = ''] = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles) ?? [];
  const formats = new Map(
    tagsOf(styles, 'numFmt').map((tag) => [attribute(tag, 'numFmtId'), attribute(tag, 'formatCode') ?? '']),
  );
  const patterns = tagsOf(cellStyles, 'xf').map((tag) => formats.get(attribute(tag, 'numFmtId')) ?? '');
  return new Map(
    patterns.flatMap((pattern, style) => (isDigitPattern(pattern) ? [[String(style), pattern] as const] : [])),
  );
}

function tagsOf(xml: string, name: string): XmlTag[] {
  const tags: XmlTag[] = [];
  walkXml(xml, (tag) => {
    if (tag.kind !== 'close' && tag.name.replace(/^.*:/, '') === name) tags.push(tag);
  });
  return tags;
}

/** True for postal codes, phones and numbers with leading zeros; false for amounts, percentages and dates. */
function isDigitPattern(format: string): boolean {
  const [first = ''] = format.split(';');
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, ' ');
  if (!/^[0#\s()+/-]+$/.test(bare)) return false;
  return /00/.test(bare) || (/[0#][^0#]+[0#]/.test(bare) && (bare.match(/[0#]/g) ?? []).length > 3);
}

async function sheetPath(archive: ZipArchive, relation: string): Promise<string | undefined> {
  const relations = 'xl/_rels/workbook.xml.rels';
  let target: string | undefined;
  if (archive.has(relations))
    walkXml(await archive.read(relations), (tag) => {
      if (attribute(tag, 'Id') === relation) target = attribute(tag, 'Target');
    });
  const path = target?.startsWith('/') ? target.slice(1) : `xl/${target ?? ''}`;
  return archive.has(path) ? path : undefined;
}

function cellsWith(sheet: string, patterns: NumberFormats): NumberFormats {
  const cells = new Map<string, string>();
  for (const [, attributes = ''] of sheet.matchAll(/<(?:\w+:)?c\s([^>]*)>/g)) {
    const pattern = patterns.get(/(?:^|\s)s="(\d+)"/.exec(attributes)?.[1] ?? '');
    const address = pattern && /(?:^|\s)r="([A-Z]+\d+)"/.exec(attributes)?.[1];
    if (address) cells.set(address, pattern);
  }
  return cells;
}

/** The address of a cell as spreadsheets write it ("B7"). `row` and `column` count from 0. */
export function cellAddress(row: number, column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}
