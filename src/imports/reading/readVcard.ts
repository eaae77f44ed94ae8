import ICAL from 'ical.js';
import { decode, detectEncoding } from './encoding.ts';
import { type FileOptions, type RawSheet, RowCollector } from './rawSheet.ts';
import { vcardColumns } from './vcardColumns.ts';
import { splitVcards, type VcardLine } from './vcardLines.ts';
import { type VcardProperty, vcardValues } from './vcardValues.ts';

/** Reads the contact cards of a file as rows; a row has the number of its card. @throws UnreadableFileError */
export function readVcard(bytes: Uint8Array, options: FileOptions): RawSheet {
  const encoding = options.encoding ?? detectEncoding(bytes);
  const properties = splitVcards(decode(bytes, encoding).replaceAll('\0', '')).map(parseLines);
  const cards = properties.map((card) => (isGroup(card) ? new Map() : vcardValues(card)));
  const headings = vcardColumns(cards);
  const collector = new RowCollector();
  cards.forEach((card, at) => {
    const isBroken = card.size === 0;
    if (isGroup(properties[at] ?? [])) collector.omit(at + 1, 'imports.problem.groupCard');
    else if (isBroken) collector.omit(at + 1, 'imports.problem.brokenCard');
    else
      collector.add(
        headings.map((heading) => card.get(heading) ?? ''),
        at + 1,
      );
  });
  const { rows, omitted } = collector;
  const all = rows.length > 0 ? [{ number: 0, cells: headings }, ...rows] : rows;
  return { kind: 'vcard', rows: all, omitted, encoding, hasHeading: true };
}

/** A group lists other cards and is not a person. */
function isGroup(card: VcardProperty[]): boolean {
  return card.some(({ name, values }) => /^(?:kind|x-addressbookserver-kind)$/.test(name) && values[0] === 'group');
}

/** A property that cannot be parsed is skipped; the rest of the card is read. */
function parseLines(lines: VcardLine[]): VcardProperty[] {
  return lines.flatMap(({ group, text }) => {
    try {
      const [name, parameters, , ...values] = ICAL.parse.property(text, ICAL.design.vcard) as RawProperty;
      return [{ group, name, types: typesOf(parameters), parameters, values }];
    } catch {
      return [];
    }
  });
}

type Parameters = Record<string, string | string[]>;
type RawProperty = [name: string, parameters: Parameters, type: string, ...values: VcardProperty['values']];

function typesOf({ type = [] }: Parameters): string[] {
  return [type].flat().flatMap((one) => one.toLowerCase().split(','));
}
