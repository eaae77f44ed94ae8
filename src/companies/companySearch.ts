import { numberCondition } from '../db/sql/numberCondition.ts';
import { type SearchCondition, textCondition, textMatches } from '../db/sql/searchCondition.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import type { Bind } from '../db/sql/statement.ts';
import { parseTaxId } from './taxId.ts';

/**
 * The search condition for companies: every word in the search text, or the digits of a phone number or NIP in any
 * format.
 */
export function companySearchCondition(search: string, bind: Bind): SearchCondition {
  return foundNumber(search, bind) ?? textCondition(searchWords(search), bind);
}

/** The same as one condition, for lists that compare every company. */
export function companyMatches(search: string, bind: Bind): string {
  return foundNumber(search, bind)?.matches ?? textMatches(search, bind);
}

/** The digits of "PL 123-456-32-18". */
function foundNumber(search: string, bind: Bind): SearchCondition | undefined {
  const parsed = parseTaxId(search);
  return numberCondition(parsed.ok ? parsed.value : search, bind);
}
