import type { OwnedDb } from '../db/owned.ts';
import type { Page } from '../db/paginate.ts';
import { fewHits, similarHits } from '../db/sql/similarHits.ts';
import { valuesAfterOwner } from '../db/sql/statement.ts';
import { similarContactCondition } from './contactSearch.ts';
import type { ContactQuery } from './contacts.schema.ts';
import { type ListedContact, type ListedRow, listedColumns, orders, toListedContact } from './listedContact.ts';
import { listFilters } from './listFilters.ts';
import { searchableContacts } from './searchableContacts.ts';

/** At most five contacts that resemble a search which found few, under the same filters; none after enough hits. */
export async function listSimilarContacts(
  db: OwnedDb,
  query: ContactQuery,
  today: string,
  { rows: found, pagination }: Page<ListedContact>,
): Promise<ListedContact[]> {
  const { values, bind } = valuesAfterOwner();
  if (query.search === '' || pagination.total >= fewHits) return [];
  const condition = similarContactCondition(query.search, bind);
  if (!condition) return [];
  const { status, rest, people } = listFilters(query, today, bind);
  const filter = `id <> ALL (${bind(found.map(({ id }) => id))}::int[]) AND ${rest}`;
  const list = { ...searchableContacts(query.sort, status), size: people, sample: 250, compared: 0 };
  const rows = await db.read<ListedRow>(
    `WITH ${similarHits(list, condition, filter)}
     SELECT ${listedColumns} FROM page c ORDER BY ${orders[query.sort]}`,
    values,
  );
  return rows.map(toListedContact);
}
