import { digitsWithoutExtension, numberCondition } from '../db/sql/numberCondition.ts';
import { comparingAll, type SearchCondition, textCondition } from '../db/sql/searchCondition.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import { type SimilarCondition, similarCondition, similarNameCondition } from '../db/sql/similarCondition.ts';
import type { Bind } from '../db/sql/statement.ts';

/** What finds a contact: every word in its search text, or the digits of a phone number, however they are spaced. */
export function contactCondition(search: string, bind: Bind): SearchCondition {
  return numberCondition(search, bind) ?? textCondition(searchWords(search), bind);
}

/** What finds a contact that also passes a filter, given as SQL. */
export function filteredCondition(search: string, filter: string, bind: Bind): SearchCondition {
  const { matches, indexed, isExact } = comparingAll(contactCondition(search, bind));
  const filtered = (condition: string) => `${condition} AND ${filter}`;
  return { matches: filtered(matches), indexed: indexed.map(filtered), isExact };
}

const nameKeys = 'crm_typo_keys(search_text)';

/** What finds contacts that resemble a search; of a phone number, those that have it without its extension. */
export function similarContactCondition(search: string, bind: Bind): SimilarCondition | undefined {
  const digits = digitsWithoutExtension(search);
  if (digits === undefined) return similarCondition(search, bind, nameKeys);
  return { forms: `search_text LIKE ${bind(`%${digits}%`)}`, names: [] };
}

/** What finds contacts whose name resembles a search. */
export function similarNamesOfContacts(search: string, bind: Bind): SimilarCondition | undefined {
  return similarNameCondition(search, bind, nameKeys);
}
