import { companySearchCondition } from '../companies/companySearch.ts';
import { contactCondition } from '../contacts/contactSearch.ts';
import type { OwnedDb } from '../db/owned.ts';
import { pageSize } from '../db/paginate.ts';
import { fold } from '../db/sql/fold.ts';
import { textCondition } from '../db/sql/searchCondition.ts';
import { beginWordsOf, searchWords } from '../db/sql/searchWords.ts';
import { valuesAfterOwner, withDates } from '../db/sql/statement.ts';
import { hitsSql } from './hitsSql.ts';
import {
  contactHitColumns,
  type FoundCompany,
  type FoundContact,
  type FoundInteraction,
  type FoundTask,
  searchKinds,
} from './searchKinds.ts';

export interface Hits<Row> {
  rows: Row[];
  /** The number of hits, up to `maxRanked`. */
  total: number;
  /** The number of hits in whose names each search word begins a word. */
  byName: number;
  /** True when there are no more hits; otherwise there may be. */
  isComplete: boolean;
  /** The ids of all hits that were found. */
  ids: number[];
}

export interface Found {
  contacts: Hits<FoundContact>;
  companies: Hits<FoundCompany>;
  tasks: Hits<FoundTask>;
  interactions: Hits<FoundInteraction>;
}

/** Further hits are neither ranked nor counted: "50+". */
const maxRanked = 50;
/** For kinds that are not ranked: one more than a page shows. */
const maxListed = 6;

type Read = { [K in keyof Found]: Pick<Found[K], 'rows' | 'isComplete'> };

/** At most `max` hits of each kind, in one statement, for a search that is not empty. A hit contains every word. */
export async function searchAll(db: OwnedDb, search: string, max: number): Promise<Found> {
  const words = searchWords(search);
  const { values, bind } = valuesAfterOwner();
  const condition = textCondition(words, bind);
  const text = `SELECT ${hitsSql(searchKinds.contacts, maxRanked, contactCondition(search, bind))} AS contacts,
    ${hitsSql(searchKinds.companies, maxRanked, companySearchCondition(search, bind))} AS companies,
    ${hitsSql(searchKinds.tasks, maxListed, condition)} AS tasks,
    ${hitsSql(searchKinds.interactions, maxListed, condition)} AS interactions`;
  const [read] = (await db.read<Read>(text, values)) as [Read];
  withDates(read.tasks.rows, ['due_date']);
  withDates(read.interactions.rows, ['occurred_at']);
  return {
    contacts: rankHits(read.contacts, max, (row) => rank(`${row.first_name} ${row.last_name}`, words)),
    companies: rankHits(read.companies, max, (row) => rank(row.name, words)),
    tasks: rankHits(read.tasks, max, () => elsewhere),
    interactions: rankHits(read.interactions, max, () => elsewhere),
  };
}

/** A page of 20 of the kinds that have no list of their own to search; `more`: there is another page. */
export interface SearchPage<K extends PagedKind = PagedKind> {
  rows: Found[K]['rows'];
  more: boolean;
  /** True when there are no more hits; otherwise there may be some beyond the searched rows. */
  isComplete: boolean;
}

/** Limited, because each page searches the earlier ones again. */
export const maxPages = 50;
export const pagedKinds = ['tasks', 'interactions'] as const;
export type PagedKind = (typeof pagedKinds)[number];

/** One page of the hits of one kind, in their order. */
export async function searchKind<K extends PagedKind>(
  db: OwnedDb,
  search: string,
  kind: K,
  page: number,
): Promise<SearchPage<K>> {
  const words = searchWords(search);
  const { values, bind } = valuesAfterOwner();
  const [from, to] = [(page - 1) * pageSize, page * pageSize];
  const found = hitsSql(searchKinds[kind], to + 1, textCondition(words, bind));
  const [read] = (await db.read<{ found: Read[K] }>(`SELECT ${found} AS found`, values)) as [{ found: Read[K] }];
  const rows: object[] = read.found.rows.slice(from, to);
  withDates(rows as Partial<FoundTask & FoundInteraction>[], [kind === 'tasks' ? 'due_date' : 'occurred_at']);
  return {
    rows: rows as SearchPage<K>['rows'],
    more: read.found.rows.length > to && page < maxPages,
    isComplete: read.found.isComplete,
  };
}

/** The rank of a hit outside the beginnings of the words of the name. */
const elsewhere = 2;

/** 0 when a name begins with the search, 1 when each word begins a word of it. */
function rank(name: string, words: string[]): number {
  if (fold(name).startsWith(words.join(' '))) return 0;
  return beginWordsOf(name, words) ? 1 : elsewhere;
}

function rankHits<Row extends { id: number }>(
  { rows, isComplete }: Pick<Hits<Row>, 'rows' | 'isComplete'>,
  max: number,
  rankOf: (row: Row) => number,
): Hits<Row> {
  const sorted = rows.map((row) => ({ row, rank: rankOf(row) })).sort((a, b) => a.rank - b.rank);
  const shown = sorted.slice(0, max).map(({ row }) => row);
  const ids = rows.map(({ id }) => id);
  const byName = sorted.filter((one) => one.rank < elsewhere).length;
  return { rows: shown, total: rows.length, byName, isComplete: isComplete && rows.length < maxRanked, ids };
}

/** The contacts that were changed last, for an empty search. */
export function recentPeople(db: OwnedDb, max: number): Promise<FoundContact[]> {
  const order = 'ORDER BY r.updated_at DESC, r.id DESC LIMIT $2::int';
  return db.read(`SELECT ${contactHitColumns} FROM contacts r WHERE r.user_id = $1 ${order}`, [max]);
}
