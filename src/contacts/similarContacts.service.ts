import type { OwnedDb } from '../db/owned.ts';
import type { Page } from '../db/paginate.ts';
import { beginWordsOf, searchWords } from '../db/sql/searchWords.ts';
import { fewHits, similarHits } from '../db/sql/similarHits.ts';
import { valuesAfterOwner } from '../db/sql/statement.ts';
import { fullName } from './contactName.ts';
import { contactCondition, similarContactCondition, similarNamesOfContacts } from './contactSearch.ts';
import type { ContactQuery } from './contacts.schema.ts';
import { type ListedContact, type ListedRow, listedColumns, orders, toListedContact } from './listedContact.ts';
import { listFilters } from './listFilters.ts';
import { searchableContacts } from './searchableContacts.ts';

/**
 * At most five contacts, with the same filters, that resemble a search with few hits. If there are more hits but none
 * by name on the first page, only similar names; none when there are enough hits.
 */
export async function listSimilarContacts(
  db: OwnedDb,
  query: ContactQuery,
  today: string,
  page: Page<ListedContact>,
): Promise<ListedContact[]> {
  const { rows: found, pagination } = page;
  const isFew = pagination.total < fewHits;
  if (query.search === '' || (!isFew && (pagination.page > 1 || findsByName(query.search, found)))) return [];
  const { values, bind } = valuesAfterOwner();
  const condition = (isFew ? similarContactCondition : similarNamesOfContacts)(query.search, bind);
  if (!condition) return [];
  const { status, rest, people } = listFilters(query, today, bind);
  const filter = `NOT (${contactCondition(query.search, bind).matches}) AND ${rest}`;
  const list = { ...searchableContacts(query.sort, status), size: people, sample: 250, compared: 0 };
  const rows = await db.read<ListedRow>(
    `WITH ${similarHits(list, condition, filter)}
     SELECT ${listedColumns} FROM page c ORDER BY ${orders[query.sort]}`,
    values,
  );
  return rows.map(toListedContact);
}

function findsByName(search: string, found: ListedContact[]): boolean {
  const words = searchWords(search);
  return found.some((contact) => beginWordsOf(fullName(contact), words));
}
