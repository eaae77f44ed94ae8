import type { Company } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { selectList } from '../db/sql/statement.ts';
import type { NamedTag } from '../tags/tags.service.ts';
import { tagsOf } from '../tags/tagsOf.ts';
import { inOrder } from './inOrder.ts';

const columns = [
  ...(['id', 'name', 'website', 'industry', 'address', 'phone', 'email', 'tax_id', 'notes'] as const),
  ...(['created_at', 'updated_at'] as const),
];

/** A company with all exported fields. */
export type ExportedCompany = Pick<Company, (typeof columns)[number]> & { tags: NamedTag[] };

/** The companies of these ids, in their order. */
export async function readCompanies(db: OwnedDb, ids: number[]): Promise<ExportedCompany[]> {
  const rows = await db.read<ExportedCompany>(
    `SELECT ${selectList('co', columns)}, ${tagsOf('co')}
     FROM companies co WHERE co.user_id = $1 AND co.id = ANY (:ids::int[])`,
    { ids },
  );
  return inOrder(rows, ids);
}

/** The length of the longest notes, in characters. */
export async function longestCompanyNotes(db: OwnedDb, ids: number[]): Promise<number> {
  const [row] = await db.read<{ notes: number }>(
    `SELECT coalesce(max(char_length(notes)), 0) AS notes FROM companies WHERE user_id = $1 AND id = ANY (:ids::int[])`,
    { ids },
  );
  return row?.notes ?? 0;
}
