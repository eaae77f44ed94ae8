import type { OwnedDb } from '../db/owned.ts';
import { searchHits } from '../db/sql/searchHits.ts';
import { type Bind, valuesAfterOwner } from '../db/sql/statement.ts';
import { filteredCondition } from './contactSearch.ts';
import type { ContactQuery } from './contacts.schema.ts';
import { orders, sortColumns } from './listedContact.ts';
import { type ListFilters, listFilters } from './listFilters.ts';
import { searchableContacts } from './searchableContacts.ts';

/** All contacts that a list finds, on every page; with `ids`, these contacts. In the order of the list. */
export interface ContactSelection {
  query: ContactQuery;
  ids?: number[] | undefined;
}

/** Exact, also where the list estimates; `today` is the user's calendar date. */
export async function countSelected(db: OwnedDb, selection: ContactSelection, today: string): Promise<number> {
  const { values, bind } = valuesAfterOwner();
  const [row] = await db.read<{ count: number }>(
    `WITH ${selectedSql(selection, today, bind)} SELECT count(*) AS count FROM selected`,
    values,
  );
  return row?.count ?? 0;
}

/**
 * The ids of a selection in its order, to read the contacts by in batches: people who change meanwhile are neither
 * repeated nor lost, a search runs once, and no transaction waits for a slow reader. An id takes 8 bytes.
 */
export async function selectedIds(db: OwnedDb, selection: ContactSelection, today: string): Promise<number[]> {
  const { values, bind } = valuesAfterOwner();
  const order = orders[selection.query.sort];
  const [row] = await db.read<{ ids: string | null }>(
    `WITH ${selectedSql(selection, today, bind)} SELECT string_agg(id::text, ',' ORDER BY ${order}) AS ids FROM selected`,
    values,
  );
  return parseIds(row?.ids ?? '');
}

// The driver would block the event loop while it parses an array of 200,000 ids.
function parseIds(text: string): number[] {
  return text === '' ? [] : text.split(',').map(Number);
}

/** SQL, to follow WITH: the `selected` contacts. */
function selectedSql({ query, ids }: ContactSelection, today: string, bind: Bind): string {
  if (ids) return `selected AS (${contactsWhere(`id = ANY (${bind(ids)}::int[])`)})`;
  const filters = listFilters(query, today, bind);
  if (query.search) return searchedSql(query, filters, bind);
  return `selected AS (${contactsWhere(`${filters.status} AND ${filters.rest}`)})`;
}

function contactsWhere(condition: string): string {
  return `SELECT id, ${sortColumns} FROM contacts WHERE user_id = $1 AND ${condition}`;
}

// Searches like the list of a small account: all hits, in the same steps.
function searchedSql(query: ContactQuery, { status, rest, people }: ListFilters, bind: Bind): string {
  const all = { skip: 0, take: 0, maxHits: 'NULL::int', size: people, compared: people };
  const list = { ...searchableContacts(query.sort, status), ...all, sample: 'SELECT 0 AS seen, 0 AS hits' };
  return `${searchHits(list, filteredCondition(query.search, rest, bind))}, selected AS (SELECT * FROM collected)`;
}
