import { readCsv } from './csvReader.ts';
import { decode, type Encoding } from './encoding.ts';
import type { RowsResult } from './sheet.ts';

type FileKind = 'text' | 'workbook' | 'vcard' | 'notText';

const signatures: [start: string, kind: FileKind][] = [
  ['PK\x03\x04', 'workbook'], // XLSX, ODS and other ZIP archives
  ['PK\x05\x06', 'workbook'],
  ['\xd0\xcf\x11\xe0', 'workbook'], // XLS
  ['%PDF', 'notText'],
  ['\x89PNG', 'notText'],
  ['\xff\xd8\xff', 'notText'],
  ['GIF8', 'notText'],
  ['RIFF', 'notText'],
  ['\x1f\x8b', 'notText'],
  ['7z\xbc\xaf', 'notText'],
  ['Rar!', 'notText'],
];

/** Reads a file of any kind into rows: whatever comes after knows no kinds. `encoding` matters for text only. */
export function readRows(file: Uint8Array, encoding: Encoding): RowsResult {
  const kind = detectFileKind(file);
  if (kind !== 'text') return { ok: false, problem: { key: `imports.problem.${kind}` } };
  return readCsv(decode(file, encoding));
}

export function detectFileKind(file: Uint8Array): FileKind {
  const start = Buffer.from(file.subarray(0, 200)).toString('latin1');
  const [, kind] = signatures.find(([signature]) => start.startsWith(signature)) ?? [];
  if (kind) return kind;
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^BEGIN:VCARD/i.test(text)) return 'vcard';
  return /^<(!doctype|html|\?xml)/i.test(text) ? 'notText' : 'text';
}
