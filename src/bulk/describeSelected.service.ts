import type { OwnedDb } from '../db/owned.ts';
import type { BulkKind } from './bulkKinds.ts';

export interface DescribedRecords {
  /** The names of the first few records. */
  names: string[];
  /** Records that would be deleted with these people. */
  interactions: number;
  tasks: number;
  /** People who would lose their company. */
  people: number;
}

const statements: Record<BulkKind, string> = {
  contacts: `SELECT ARRAY(SELECT btrim(first_name || ' ' || last_name) FROM contacts
      WHERE user_id = $1 AND id = ANY(:ids::int[]) ORDER BY sort_name, id LIMIT 5) AS names,
    (SELECT count(*) FROM interactions i WHERE i.user_id = $1 AND i.contact_id = ANY(:ids::int[])) AS interactions,
    (SELECT count(*) FROM tasks t WHERE t.user_id = $1 AND t.contact_id = ANY(:ids::int[])) AS tasks, 0 AS people`,
  companies: `SELECT ARRAY(SELECT name FROM companies
      WHERE user_id = $1 AND id = ANY(:ids::int[]) ORDER BY companies.name, id LIMIT 5) AS names,
    0 AS interactions, 0 AS tasks,
    (SELECT count(*) FROM contacts c WHERE c.user_id = $1 AND c.company_id = ANY(:ids::int[])) AS people`,
};

/** Describes the records of a bulk change, and those that a deletion would affect. */
export async function describeSelected(db: OwnedDb, kind: BulkKind, ids: number[]): Promise<DescribedRecords> {
  const [described] = await db.read<DescribedRecords>(statements[kind], { ids });
  return described as DescribedRecords;
}
