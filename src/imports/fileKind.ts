/** What is chosen by mistake instead of a table of text. */
export type WrongKind = 'workbook' | 'vcard' | 'notText';

const beginnings: [string, WrongKind][] = [
  ['PK\x03\x04', 'workbook'], // .xlsx, .ods and whatever else is a ZIP archive
  ['PK\x05\x06', 'workbook'],
  ['\xd0\xcf\x11\xe0', 'workbook'], // .xls
  ['%PDF', 'notText'],
  ['\x89PNG', 'notText'],
  ['\xff\xd8\xff', 'notText'],
  ['GIF8', 'notText'],
  ['RIFF', 'notText'],
  ['\x1f\x8b', 'notText'],
  ['7z\xbc\xaf', 'notText'],
  ['Rar!', 'notText'],
];

/** By the first bytes; undefined for what may be a table. */
export function wrongKindOf(bytes: Uint8Array): WrongKind | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const [, kind] = beginnings.find(([beginning]) => start.startsWith(beginning)) ?? [];
  if (kind) return kind;
  const words = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^BEGIN:VCARD/i.test(words)) return 'vcard';
  return /^<(!doctype|html|\?xml)/i.test(words) ? 'notText' : undefined;
}
