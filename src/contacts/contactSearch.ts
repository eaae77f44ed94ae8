import { digitsWithoutExtension, numberCondition } from '../db/sql/numberCondition.ts';
import { comparingAll, type SearchCondition, textCondition } from '../db/sql/searchCondition.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import { type SimilarCondition, similarCondition, similarNameCondition } from '../db/sql/similarCondition.ts';
import type { Bind } from '../db/sql/statement.ts';

/** The search condition for contacts: every word in the search text, or the digits of a phone number in any format. */
export function contactCondition(search: string, bind: Bind): SearchCondition {
  return numberCondition(search, bind) ?? textCondition(searchWords(search), bind);
}

/** The search condition for contacts that also pass a filter, given as SQL. */
export function filteredCondition(search: string, filter: string, bind: Bind): SearchCondition {
  const { matches, indexed, isExact } = comparingAll(contactCondition(search, bind));
  const filtered = (condition: string) => `${condition} AND ${filter}`;
  return { matches: filtered(matches), indexed: indexed.map(filtered), isExact };
}

const nameKeys = 'crm_typo_keys(search_text)';

/**
 * The condition for contacts that resemble a search; for a phone number, those with the number without its extension.
 */
export function similarContactCondition(search: string, bind: Bind): SimilarCondition | undefined {
  const digits = digitsWithoutExtension(search);
  if (digits === undefined) return similarCondition(search, bind, nameKeys);
  return { forms: `search_text LIKE ${bind(`%${digits}%`)}`, names: [] };
}

/** The condition for contacts whose name resembles a search. */
export function similarNamesOfContacts(search: string, bind: Bind): SimilarCondition | undefined {
  return similarNameCondition(search, bind, nameKeys);
}
