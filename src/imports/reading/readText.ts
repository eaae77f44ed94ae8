import { decode, detectEncoding } from './encoding.ts';
import { type FileOptions, type RawSheet, RowCollector, UnreadableFileError } from './rawSheet.ts';
import { parseSeparated } from './separatedValues.ts';
import { findTable } from './separator.ts';

/** @throws UnreadableFileError */
export function readText(bytes: Uint8Array, options: FileOptions): RawSheet {
  const encoding = options.encoding ?? detectEncoding(bytes);
  const text = withoutZeros(decode(bytes, encoding));
  const { text: table, separator, skippedLines } = findTable(text);
  const collector = new RowCollector();
  parseSeparated(table, separator, (cells, number) => collector.add(cells, number + skippedLines));
  const { rows, omitted } = collector;
  return { kind: 'text', rows, omitted, encoding, unreadable: text.match(/\ufffd/g)?.length ?? 0 };
}

/** PostgreSQL cannot store NUL characters. A text has none or a few; a picture or a program is full of them. */
function withoutZeros(text: string): string {
  const parts = text.split('\0');
  if (parts.length - 1 > text.length / 100 + 1) throw new UnreadableFileError({ key: 'imports.problem.notText' });
  return parts.join('');
}
