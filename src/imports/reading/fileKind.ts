type FileKind = 'text' | 'zip' | 'ole' | 'vcard' | 'page' | 'notText';

const signatures: [start: string, kind: FileKind][] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['\xd0\xcf\x11\xe0', 'ole'],
  ['%PDF', 'notText'],
  ['\x89PNG', 'notText'],
  ['\xff\xd8\xff', 'notText'],
  ['GIF8', 'notText'],
  ['RIFF', 'notText'],
  ['\x1f\x8b', 'notText'],
  ['7z\xbc\xaf', 'notText'],
  ['Rar!', 'notText'],
];

/** Goes by the first bytes, since the extension may be wrong. */
export function detectFileKind(file: Uint8Array): FileKind {
  const start = Buffer.from(file.subarray(0, 400)).toString('latin1');
  const [, kind] = signatures.find(([signature]) => start.startsWith(signature)) ?? [];
  if (kind) return kind;
  const text = start
    .replace(/^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff/, '')
    .replaceAll('\0', '')
    .trimStart();
  if (/^BEGIN:VCARD/i.test(text)) return 'vcard';
  return /^<(!doctype|html|\?xml|table)/i.test(text) ? 'page' : 'text';
}
