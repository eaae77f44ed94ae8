import type { Bind } from '../db/sql/statement.ts';
import { hasTags } from '../tags/hasTags.ts';
import type { CompanyQuery } from './companies.schema.ts';
import { companyMatches } from './companySearch.ts';

/** SQL: the condition for the companies that a list finds. */
export function companyCondition({ search, tag }: CompanyQuery, bind: Bind): string {
  const matches = companyMatches(search, bind);
  return tag.length > 0 ? `${matches} AND ${hasTags(tag, bind)}` : matches;
}
