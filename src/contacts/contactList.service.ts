import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate, paginateEstimate } from '../db/paginate.ts';
import { jsonRows } from '../db/sql/boundedCount.ts';
import { listPage } from '../db/sql/listPage.ts';
import { type SearchedList, searchHits } from '../db/sql/searchHits.ts';
import { type Bind, selectNamed, valuesAfterOwner, withDates } from '../db/sql/statement.ts';
import { filteredCondition } from './contactSearch.ts';
import type { ContactQuery } from './contacts.schema.ts';
import { type FilterChoices, filterChoicesSql } from './filterChoices.service.ts';
import { type ListedContact, type ListedRow, listedColumns, orders, toListedContact } from './listedContact.ts';
import { hasUncountedFilters, type ListFilters, listFilters } from './listFilters.ts';
import { searchableContacts } from './searchableContacts.ts';

interface Listed {
  total: number;
  is_estimate: boolean;
  rows: ListedRow[];
}

/** Reads one page of contacts, filtered and sorted as the query says. `today` is the user's calendar date. */
export async function listContacts(db: OwnedDb, query: ContactQuery, today: string): Promise<Page<ListedContact>> {
  return toPage(await readListed<Listed>(db, query, today, {}), query);
}

type ContactList = FilterChoices & { contacts: Page<ListedContact> };

/** Reads one page of contacts, and what the list can be filtered by, in one statement. */
export async function readContactList(db: OwnedDb, query: ContactQuery, today: string): Promise<ContactList> {
  const read = await readListed<Listed & FilterChoices>(db, query, today, filterChoicesSql);
  const { total, is_estimate, rows, ...choices } = read;
  return { ...choices, contacts: toPage({ total, is_estimate, rows }, query) };
}

/** `more`: the SQL of further columns. */
async function readListed<Row extends Listed>(
  db: OwnedDb,
  query: ContactQuery,
  today: string,
  more: Omit<Record<keyof Row, string>, keyof Listed>,
): Promise<Row> {
  const { values, bind } = valuesAfterOwner();
  const columns = {
    total: '(SELECT total FROM size)',
    is_estimate: '(SELECT is_estimate FROM size)',
    rows: jsonRows(`SELECT ${listedColumns} FROM page c ORDER BY ${orders[query.sort]}`),
    ...more,
  };
  const page = pageSql(query, listFilters(query, today, bind), bind);
  const [row] = await db.read<Row>(`WITH ${page} SELECT ${selectNamed(columns)}`, values);
  return row as Row;
}

function toPage({ total, is_estimate, rows }: Listed, { page }: ContactQuery): Page<ListedContact> {
  const pagination = is_estimate ? paginateEstimate(total, page) : paginate(total, page);
  return { rows: withDates(rows, ['next_due_date', 'last_contact_at']).map(toListedContact), pagination };
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
