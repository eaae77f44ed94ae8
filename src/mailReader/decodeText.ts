const encodings: Record<number, string> = {
  ...{ 65001: 'utf-8', 1250: 'windows-1250', 1251: 'windows-1251', 1252: 'windows-1252', 28592: 'iso-8859-2' },
  ...{ 28591: 'windows-1252', 28605: 'iso-8859-15', 20127: 'utf-8' },
};

/** Text in a code page of Windows; in UTF-8 where it is valid and the code page is unknown. */
export function decodeText(bytes: Uint8Array, codepage = 0): string {
  const known = encodings[codepage];
  if (known) return new TextDecoder(known).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1250').decode(bytes);
  }
}
