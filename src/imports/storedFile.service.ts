import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';

/**
 * Keeps the file of an import, to be read in another encoding or from another sheet. It is packed beside the event loop
 * and goes to the database outside of a transaction: within one, Prisma writes bytes as text, which takes seconds.
 */
export async function storeFile(db: OwnedDb, id: number, bytes: Uint8Array): Promise<void> {
  if (bytes.length === 0) return;
  const file = await promisify(gzip)(bytes, { level: 1 });
  await db.read('UPDATE imports SET file = :file::bytea WHERE user_id = $1 AND id = :id::int', { id, file });
}

/** Empty where there is no choice (any more). @throws RowNotFoundError when the user has no such import */
export async function readStoredFile(db: OwnedDb, id: number): Promise<Uint8Array> {
  const [found] = await db.read<{ file: Buffer }>('SELECT file FROM imports WHERE user_id = $1 AND id = :id::int', {
    id,
  });
  if (!found) throw new RowNotFoundError();
  return isPacked(found.file) ? promisify(gunzip)(found.file) : found.file;
}

/** Files of earlier versions are stored as they came; none of them was an archive of this kind. */
function isPacked(file: Uint8Array): boolean {
  return file[0] === 0x1f && file[1] === 0x8b;
}
