import type { OwnedDb } from '../db/owned.ts';
import { type Bind, valuesAfterOwner } from '../db/sql/statement.ts';
import type { CompanyQuery } from './companies.schema.ts';
import { companyCondition } from './companyFilters.ts';

/** All companies that a list finds, on every page; with `ids`, these companies. Sorted by name. */
export interface CompanySelection {
  query: CompanyQuery;
  ids?: number[] | undefined;
}

export async function countSelectedCompanies(db: OwnedDb, selection: CompanySelection): Promise<number> {
  const { values, bind } = valuesAfterOwner();
  const [row] = await db.read<{ count: number }>(
    `SELECT count(*) AS count FROM companies WHERE user_id = $1 AND ${selected(selection, bind)}`,
    values,
  );
  return row?.count ?? 0;
}

/** The ids of a selection in its order, to read the companies by in batches. */
export async function selectedCompanyIds(db: OwnedDb, selection: CompanySelection): Promise<number[]> {
  const { values, bind } = valuesAfterOwner();
  const [row] = await db.read<{ ids: number[] | null }>(
    `SELECT array_agg(id ORDER BY name, id) AS ids FROM companies
     WHERE user_id = $1 AND ${selected(selection, bind)}`,
    values,
  );
  return row?.ids ?? [];
}

function selected({ query, ids }: CompanySelection, bind: Bind): string {
  return ids ? `id = ANY (${bind(ids)}::int[])` : companyCondition(query, bind);
}
