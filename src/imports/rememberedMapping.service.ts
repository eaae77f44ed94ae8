import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import type { ColumnChoice } from './columns.ts';
import { type ImportMapping, parseDetails, parseHeaders, parseStoredMapping } from './imports.schema.ts';
import { hashHeaders, type ImportSummary, type ReadUpload } from './imports.service.ts';
import { saveMapping } from './saveMapping.service.ts';

/** Reuses the choices of the last import with the same headings, in any order; otherwise the guess stays. */
export async function withRememberedMapping(db: OwnedDb, read: ReadUpload): Promise<ReadUpload> {
  const former = await findFormer(db, hashHeaders(read.headers));
  if (!former) return read;
  const mapping = parseStoredMapping(former.mapping);
  const columns = inOrder(read.headers, parseHeaders(former.headers), mapping);
  const like = { name: former.name, at: former.created_at.toISOString(), guess: read.mapping.columns };
  return {
    ...read,
    // Tags belong to one file.
    mapping: { ...mapping, encoding: read.mapping.encoding, header: read.mapping.header, columns, tags: [] },
    details: { ...read.details, like },
  };
}

async function findFormer(db: OwnedDb, headers_hash: string) {
  if (headers_hash === '') return null;
  return db.contactImport.findFirst({
    where: { headers_hash, state: { not: 'waiting' } },
    orderBy: { id: 'desc' },
    select: { name: true, headers: true, mapping: true, created_at: true },
  });
}

/** Repeated headings are matched in the order in which they appear. */
function inOrder(headers: string[], formerHeaders: string[], { columns }: ImportMapping): ColumnChoice[] {
  const left = formerHeaders.map((header, at) => ({ key: keyOf(header), choice: columns[at] ?? 'skip' }));
  return headers.map((header) => {
    const at = left.findIndex(({ key }) => key === keyOf(header));
    return left.splice(at, 1)[0]?.choice ?? 'skip';
  });
}

const keyOf = (header: string) => fold(header).trim();

/** Resets the columns of a waiting import to the guess. */
export async function resetMapping(db: OwnedDb, waiting: ImportSummary): Promise<void> {
  const { like, ...details } = parseDetails(waiting.details);
  if (!like) return;
  const mapping = { ...parseStoredMapping(waiting.mapping), columns: like.guess };
  await db.contactImport.updateMany({ where: { id: waiting.id, state: 'waiting' }, data: { details } });
  await saveMapping(db, waiting.id, mapping);
}
