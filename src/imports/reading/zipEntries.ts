import { inflateRawSync } from 'node:zlib';
import { UnreadableFile } from './rawSheet.ts';

interface ZipEntry {
  method: number;
  compressed: number;
  size: number;
  offset: number;
}

/** Of all entries, unpacked; a spreadsheet of 50,000 rows has a tenth of it. */
const maxUnpackedBytes = 300_000_000;
const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1');
const directoryEntry = 0x02014b50;
const sizesFollow = 8;

/** The contents of a ZIP archive by their names. @throws UnreadableFile for what is damaged or would unpack to too much */
export function listEntries(file: Uint8Array): Map<string, ZipEntry> {
  const zip = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const end = zip.lastIndexOf(endOfDirectory);
  if (end < 0 || end + 22 > zip.length) throw damaged();
  const entries = new Map<string, ZipEntry>();
  let at = zip.readUInt32LE(end + 16);
  let unpacked = 0;
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== directoryEntry) throw damaged();
    const nameLength = zip.readUInt16LE(at + 28);
    const entry = readEntry(zip, at);
    unpacked += entry.size;
    entries.set(zip.toString('utf8', at + 46, at + 46 + nameLength), entry);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  if (unpacked > maxUnpackedBytes) throw new UnreadableFile({ key: 'imports.problem.tooMuch' });
  return entries;
}

function readEntry(zip: Buffer, at: number): ZipEntry {
  const size = zip.readUInt32LE(at + 24);
  const compressed = zip.readUInt32LE(at + 20);
  // What does not tell its size could unpack to any.
  if (compressed === 0 && (zip.readUInt16LE(at + 8) & sizesFollow) !== 0) throw damaged();
  if (size === 0 && compressed > 2) throw damaged();
  return { method: zip.readUInt16LE(at + 10), compressed, size, offset: zip.readUInt32LE(at + 42) };
}

/** @throws UnreadableFile when it is larger than the archive says, or cannot be unpacked */
export function unpack(file: Uint8Array, entry: ZipEntry | undefined): string {
  if (!entry) throw damaged();
  const zip = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const start = entry.offset + 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28);
  const packed = zip.subarray(start, start + entry.compressed);
  if (entry.method === 0) return packed.toString('utf8');
  if (entry.method !== 8) throw damaged();
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) }).toString('utf8');
}

export function damaged(): UnreadableFile {
  return new UnreadableFile({ key: 'imports.problem.damaged' });
}
