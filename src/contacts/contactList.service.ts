import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate, paginateEstimate } from '../db/paginate.ts';
import { listPage } from '../db/sql/listPage.ts';
import { type SearchedList, searchHits } from '../db/sql/searchHits.ts';
import { type Bind, valuesAfterOwner } from '../db/sql/statement.ts';
import { filteredCondition } from './contactSearch.ts';
import type { ContactQuery } from './contacts.schema.ts';
import { type ListedContact, type ListedRow, listedColumns, orders, toListedContact } from './listedContact.ts';
import { hasUncountedFilters, type ListFilters, listFilters } from './listFilters.ts';
import { searchableContacts } from './searchableContacts.ts';

type Row = ListedRow & { total: number; is_estimate: boolean };

/**
 * One page of contacts, filtered and sorted as the query says, by one statement; `today` is the user's calendar date.
 */
export async function listContacts(db: OwnedDb, query: ContactQuery, today: string): Promise<Page<ListedContact>> {
  const { values, bind } = valuesAfterOwner();
  const rows = await db.read<Row>(
    `WITH ${pageSql(query, listFilters(query, today, bind), bind)}
     SELECT (SELECT total FROM size) AS total, (SELECT is_estimate FROM size) AS is_estimate, ${listedColumns}
     FROM page c ORDER BY ${orders[query.sort]}`,
    values,
  );
  const { total, is_estimate } = rows[0] ?? { total: 0 };
  const pagination = is_estimate ? paginateEstimate(total, query.page) : paginate(total, query.page);
  return { rows: rows.map(toListedContact), pagination };
}

/** SQL, to follow WITH: the `size` of the list (`total`, `is_estimate`), and the rows of the `page`. */
function pageSql(query: ContactQuery, filters: ListFilters, bind: Bind): string {
  if (query.search) return searchedPage(query, filters, bind);
  const isFiltered = hasUncountedFilters(query) || (query.next && query.sort !== 'next');
  const page = isFiltered ? filteredPage(query, filters, bind) : plainPage(query, filters, bind);
  return `size AS (SELECT ${filters.total} AS total, FALSE AS is_estimate), ${page}`;
}

// The index of the order by next step knows the filter by next step, too.
function plainPage({ page, sort }: ContactQuery, { status, rest }: ListFilters, bind: Bind): string {
  return listPage({ table: 'contacts', where: `${status} AND ${rest}`, order: orders[sort], page }, bind);
}

function filteredPage(query: ContactQuery, filters: ListFilters, bind: Bind): string {
  const condition = { matches: filters.rest, indexed: [filters.rest], isExact: true };
  const list = searchedList(query, filters, bind);
  const sample = `SELECT ${filters.people} AS seen, total AS hits FROM size`;
  return searchHits({ ...list, size: filters.people, sample }, condition);
}

function searchedPage(query: ContactQuery, filters: ListFilters, bind: Bind): string {
  const condition = filteredCondition(query.search, filters.rest, bind);
  const list = searchedList(query, filters, bind);
  return `account AS MATERIALIZED (
      SELECT people, CASE WHEN people > ${exactSize} THEN ${list.maxHits} END AS max_hits
      FROM (SELECT ${filters.people} AS people) p),
    ${searchHits({ ...list, ...ofAccount }, condition)},
    ${foundSize}`;
}

/** In lists up to this size all hits are counted. */
const exactSize = 3_000;

const ofAccount = {
  maxHits: '(SELECT max_hits FROM account)',
  size: '(SELECT people FROM account)',
  sample: 250,
  compared: '(SELECT CASE WHEN max_hits IS NULL THEN people ELSE 0 END FROM account)',
};

const foundSize = `size AS (
  SELECT has_max_hits AS is_estimate, CASE
    WHEN has_max_hits THEN (SELECT people::float * count(*) / max(place) FROM walked)
    ELSE (SELECT count(*) FROM collected) END::int AS total
  FROM account, walk)`;

function searchedList({ page, sort }: ContactQuery, { status }: ListFilters, bind: Bind) {
  const skip = `${bind((page - 1) * pageSize)}::int`;
  return {
    ...searchableContacts(sort, status),
    skip,
    take: pageSize,
    maxHits: `(${skip} + ${pageSize + 1})`,
    compared: 0,
  } satisfies Partial<SearchedList>;
}
