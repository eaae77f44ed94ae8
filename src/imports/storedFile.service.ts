import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';

/**
 * Stores the file of an import, so that it can be read in another encoding or from another sheet. It is compressed
 * outside of the event loop, and written outside of a transaction: within one, Prisma sends bytes as text, which takes
 * seconds.
 */
export async function storeFile(db: OwnedDb, id: number, bytes: Uint8Array): Promise<void> {
  if (bytes.length === 0) return;
  const file = await promisify(gzip)(bytes, { level: 1 });
  await db.read('UPDATE imports SET file = :file::bytea WHERE user_id = $1 AND id = :id::int', { id, file });
}

/** Empty when the file is not or no longer stored. @throws RowNotFoundError when the user has no such import */
export async function readStoredFile(db: OwnedDb, id: number): Promise<Uint8Array> {
  const [found] = await db.read<{ file: Buffer }>('SELECT file FROM imports WHERE user_id = $1 AND id = :id::int', {
    id,
  });
  if (!found) throw new RowNotFoundError();
  return isPacked(found.file) ? promisify(gunzip)(found.file) : found.file;
}

/** Earlier versions stored files uncompressed; none of these was a gzip file. */
function isPacked(file: Uint8Array): boolean {
  return file[0] === 0x1f && file[1] === 0x8b;
}
