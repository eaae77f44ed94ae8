import { type RawSheet, UnreadableFileError } from './rawSheet.ts';
import { readOds } from './readOds.ts';
import { readXlsx } from './readXlsx.ts';
import { ZipArchive } from './zipArchive.ts';

/** Reads an XLSX or ODS file. `sheet` is the name of the chosen sheet. @throws UnreadableFileError */
export async function readWorkbook(file: Uint8Array, sheet?: string): Promise<RawSheet> {
  try {
    const archive = await ZipArchive.open(file);
    if (archive.has('xl/workbook.xml')) return await readXlsx(file, archive, sheet);
    if (archive.has('xl/workbook.bin')) throw refusal('oldWorkbook');
    if (!(await isSpreadsheet(archive))) throw refusal('archive');
    if (await isEncrypted(archive)) throw refusal('password');
    return readOds(await archive.read('content.xml'), sheet);
  } catch (error) {
    if (error instanceof UnreadableFileError || !(error instanceof Error)) throw error;
    throw refusal('damaged');
  }
}

async function isSpreadsheet(archive: ZipArchive): Promise<boolean> {
  return archive.has('content.xml') && (await archive.read('mimetype')).includes('spreadsheet');
}

async function isEncrypted(archive: ZipArchive): Promise<boolean> {
  const manifest = 'META-INF/manifest.xml';
  return archive.has(manifest) && (await archive.read(manifest)).includes('encryption-data');
}

/** An OLE file is either a workbook with a password or one of an old Excel. */
export function refuseOle(file: Uint8Array): UnreadableFileError {
  const names = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (names.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return refusal('password');
  const isWorkbook = ['Workbook', 'Book'].some((name) => names.includes(Buffer.from(name, 'utf16le')));
  return refusal(isWorkbook ? 'oldWorkbook' : 'notText');
}

function refusal(problem: 'password' | 'oldWorkbook' | 'archive' | 'notText' | 'damaged'): UnreadableFileError {
  return new UnreadableFileError({ key: `imports.problem.${problem}` });
}
