import type { Company, Contact, Interaction, Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { pageSize } from '../db/paginate.ts';
import { companyName } from '../db/sql/companyName.ts';
import { fold } from '../db/sql/fold.ts';
import { wantedContacts, wantedOf } from '../db/sql/searchCondition.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import { valuesAfterOwner, withDates } from '../db/sql/statement.ts';
import { findSql, type Kind } from './hitsSql.ts';

type Person = Pick<Contact, 'id' | 'first_name' | 'last_name'>;

export type FoundContact = Person & Pick<Contact, 'email' | 'phone' | 'position'> & { company: string | null };
export type FoundCompany = Pick<Company, 'id' | 'name' | 'industry' | 'website' | 'address'>;
export type FoundTask = Pick<Task, 'id' | 'title' | 'description' | 'status' | 'due_date'> & { contact: Person | null };
export type FoundInteraction = Pick<Interaction, 'id' | 'interaction_type' | 'content' | 'occurred_at'> & {
  contact: Person;
};

/** The best hits of one kind. */
export interface Hits<Row> {
  rows: Row[];
  /** How many were found, up to `mostRanked`. */
  total: number;
  /** There are no more. */
  isAll: boolean;
}

export interface Found {
  contacts: Hits<FoundContact>;
  companies: Hits<FoundCompany>;
  tasks: Hits<FoundTask>;
  interactions: Hits<FoundInteraction>;
}

/** Further hits are neither ranked nor counted: "50+". */
const mostRanked = 50;
/** Of a kind that is not ranked: one more than a page shows. */
const mostListed = 6;

const contactColumns = `r.id, r.first_name, r.last_name, r.email, r.phone, r.position, ${companyName('r.company_id')} AS company`;

const contact = `(SELECT json_build_object('id', c.id, 'first_name', c.first_name, 'last_name', c.last_name)
  FROM contacts c WHERE c.user_id = $1 AND c.id = r.contact_id) AS contact`;

const kinds: Record<keyof Found, Kind> = {
  contacts: {
    table: 'contacts',
    lists: [{ order: 'updated_at DESC, id DESC' }],
    order: 'r.updated_at DESC, r.id DESC',
    columns: contactColumns,
    most: mostRanked,
  },
  companies: {
    table: 'companies',
    lists: [{ order: 'name, id' }],
    order: 'r.name, r.id',
    columns: 'r.id, r.name, r.industry, r.website, r.address',
    most: mostRanked,
  },
  // Those to be done come first, by date; of the others what was done last.
  tasks: {
    table: 'tasks',
    lists: [
      { where: "status <> 'done'", order: 'due_date, due_time, priority DESC, created_at DESC, id DESC' },
      { where: "status = 'done'", order: 'completed_at DESC NULLS LAST, id DESC' },
    ],
    order: `r.status = 'done', CASE WHEN r.status <> 'done' THEN r.due_date END, r.completed_at DESC NULLS LAST,
      r.due_time, r.priority DESC, r.created_at DESC, r.id DESC`,
    columns: `r.id, r.title, r.description, r.status, r.due_date, ${contact}`,
    most: mostListed,
  },
  interactions: {
    table: 'interactions',
    lists: [{ order: 'occurred_at DESC, id DESC' }],
    order: 'r.occurred_at DESC, r.id DESC',
    columns: `r.id, r.interaction_type, r.content, r.occurred_at, ${contact}`,
    most: mostListed,
  },
};

type Read = { [K in keyof Found]: Pick<Found[K], 'rows' | 'isAll'> };

/** At most `most` hits of each kind for a search that is not empty, by one statement. Every word must be found. */
export async function searchAll(db: OwnedDb, search: string, most: number): Promise<Found> {
  const words = searchWords(search);
  const { values, at } = valuesAfterOwner();
  const wanted = wantedOf(words, at);
  const text = `SELECT ${findSql(kinds.contacts, wantedContacts(search, words, at))} AS contacts,
    ${findSql(kinds.companies, wanted)} AS companies, ${findSql(kinds.tasks, wanted)} AS tasks,
    ${findSql(kinds.interactions, wanted)} AS interactions`;
  const [read] = (await db.read<Read>(text, values)) as [Read];
  withDates(read.tasks.rows, ['due_date']);
  withDates(read.interactions.rows, ['occurred_at']);
  return {
    contacts: best(read.contacts, most, (row) => rank(`${row.first_name} ${row.last_name}`, words)),
    companies: best(read.companies, most, (row) => rank(row.name, words)),
    tasks: best(read.tasks, most, () => 0),
    interactions: best(read.interactions, most, () => 0),
  };
}

/** Of what has no list of its own to be looked through, a page of 20; `more`: there is another page. */
export interface Listed<K extends ListedKind = ListedKind> {
  rows: Found[K]['rows'];
  more: boolean;
  /** Else there may be further hits beyond what is looked through. */
  isAll: boolean;
}

/** Each page looks through the earlier ones again. */
export const mostPages = 50;
export const listedKinds = ['tasks', 'interactions'] as const;
export type ListedKind = (typeof listedKinds)[number];

/** One page of the hits of one kind, in their order. */
export async function searchKind<K extends ListedKind>(
  db: OwnedDb,
  search: string,
  kind: K,
  page: number,
): Promise<Listed<K>> {
  const words = searchWords(search);
  const { values, at } = valuesAfterOwner();
  const [from, to] = [(page - 1) * pageSize, page * pageSize];
  const found = findSql({ ...kinds[kind], most: to + 1 }, wantedOf(words, at));
  const [read] = (await db.read<{ found: Read[K] }>(`SELECT ${found} AS found`, values)) as [{ found: Read[K] }];
  const rows: object[] = read.found.rows.slice(from, to);
  withDates(rows as Partial<FoundTask & FoundInteraction>[], [kind === 'tasks' ? 'due_date' : 'occurred_at']);
  return {
    rows: rows as Listed<K>['rows'],
    more: read.found.rows.length > to && page < mostPages,
    isAll: read.found.isAll,
  };
}

/** 0 when a name begins with the search, 1 when each word begins a word of it, 2 when it was found elsewhere. */
function rank(name: string, words: string[]): number {
  const folded = fold(name);
  if (folded.startsWith(words.join(' '))) return 0;
  const own = folded.split(/[\s-]+/);
  return words.every((word) => own.some((one) => one.startsWith(word))) ? 1 : 2;
}

/** The order in which they were found stays among equals. */
function best<Row>(
  { rows, isAll }: Pick<Hits<Row>, 'rows' | 'isAll'>,
  most: number,
  ranked: (row: Row) => number,
): Hits<Row> {
  const sorted = rows.map((row) => ({ row, at: ranked(row) })).sort((a, b) => a.at - b.at);
  const shown = sorted.slice(0, most).map(({ row }) => row);
  return { rows: shown, total: rows.length, isAll: isAll && rows.length < mostRanked };
}

/** Whom the owner dealt with last, for a search that is still empty. */
export function recentPeople(db: OwnedDb, most: number): Promise<FoundContact[]> {
  const order = 'ORDER BY r.updated_at DESC, r.id DESC LIMIT $2::int';
  return db.read(`SELECT ${contactColumns} FROM contacts r WHERE r.user_id = $1 ${order}`, [most]);
}
