import { type RawSheet, UnreadableFile } from './rawSheet.ts';
import { readOds } from './readOds.ts';
import { readXlsx } from './readXlsx.ts';
import { damaged, listEntries, unpack } from './zipEntries.ts';

/** Reads an XLSX or ODS file. @throws UnreadableFile */
export async function readWorkbook(file: Uint8Array): Promise<RawSheet> {
  try {
    const entries = listEntries(file);
    if (entries.has('xl/workbook.xml')) return await readXlsx(file, unpack(file, entries.get('xl/workbook.xml')));
    if (entries.has('xl/workbook.bin')) throw refusal('oldWorkbook');
    if (!isSpreadsheet(file, entries)) throw refusal('archive');
    if (isEncrypted(file, entries)) throw refusal('password');
    return readOds(unpack(file, entries.get('content.xml')));
  } catch (error) {
    if (error instanceof UnreadableFile || !(error instanceof Error)) throw error;
    throw damaged();
  }
}

type Entries = ReturnType<typeof listEntries>;

function isSpreadsheet(file: Uint8Array, entries: Entries): boolean {
  return entries.has('content.xml') && unpack(file, entries.get('mimetype')).includes('spreadsheet');
}

function isEncrypted(file: Uint8Array, entries: Entries): boolean {
  const manifest = entries.get('META-INF/manifest.xml');
  return manifest !== undefined && unpack(file, manifest).includes('encryption-data');
}

/** What an OLE file is: a workbook with a password, or one of an old Excel. */
export function refuseOle(file: Uint8Array): UnreadableFile {
  const names = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (names.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return refusal('password');
  const isWorkbook = ['Workbook', 'Book'].some((name) => names.includes(Buffer.from(name, 'utf16le')));
  return refusal(isWorkbook ? 'oldWorkbook' : 'notText');
}

function refusal(problem: 'password' | 'oldWorkbook' | 'archive' | 'notText'): UnreadableFile {
  return new UnreadableFile({ key: `imports.problem.${problem}` });
}
