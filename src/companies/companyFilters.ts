import { textMatches } from '../db/sql/searchCondition.ts';
import type { Bind } from '../db/sql/statement.ts';
import type { CompanyQuery } from './companies.schema.ts';

/** The companies that a list finds, as a condition in SQL. */
export function companyCondition({ search }: CompanyQuery, bind: Bind): string {
  return textMatches(search, bind);
}
