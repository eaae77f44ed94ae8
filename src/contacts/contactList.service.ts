import { type Mark, nearestMark, setMark } from '../db/marks.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate } from '../db/paginate.ts';
import { findContacts } from './contactSearch.service.ts';
import { type ListedContact, type ListedRow, listedColumns, listedContact, orders } from './contactSql.ts';
import type { ContactQuery } from './contacts.schema.ts';

/** One page of contacts, filtered and sorted as the query says; `today` is the user's calendar date. */
export async function listContacts(db: OwnedDb, query: ContactQuery, today: string): Promise<Page<ListedContact>> {
  if (query.search || query.next) return findContacts(db, query, today);
  return query.page > 1 ? laterPage(db, query) : firstPage(db, query);
}

type Listed = Pick<ContactQuery, 'status' | 'sort' | 'page'>;

/** All of an account, or those of a status, `$2`. */
function scopeOf({ status }: Pick<ContactQuery, 'status'>): { scope: string; values: unknown[] } {
  const ofStatus = status ? ' AND status = $2::"ContactStatus"' : '';
  return { scope: `user_id = $1${ofStatus}`, values: status ? [status] : [] };
}

async function firstPage(db: OwnedDb, query: Listed): Promise<Page<ListedContact>> {
  const { scope, values } = scopeOf(query);
  const { forward } = orders[query.sort];
  const rows = await db.read<ListedRow & { total: number }>(
    `SELECT ${listedColumns}, (${totalSql(scope)}) AS total
     FROM (SELECT * FROM contacts c WHERE ${scope} ORDER BY ${forward} LIMIT ${pageSize}) c
     ORDER BY ${forward}`,
    values,
  );
  const { skip, take, ...pagination } = paginate(rows[0]?.total ?? 0, 1);
  return { rows: rows.map(listedContact), pagination };
}

function totalSql(scope: string): string {
  return `SELECT coalesce(sum(people), 0)::int FROM contact_counts WHERE ${scope}`;
}

// Whoever is changed, comes or goes is told by the first, whose next step moves by the others.
const versionSql = `SELECT concat_ws(' ', (SELECT max(updated_at) FROM contacts WHERE user_id = $1), max(id), count(*))
  FROM contact_counts WHERE user_id = $1`;

async function laterPage(db: OwnedDb, query: Listed): Promise<Page<ListedContact>> {
  const { scope, values } = scopeOf(query);
  const [size] = await db.read<{ total: number; version: string }>(
    `SELECT (${totalSql(scope)}) AS total, (${versionSql}) AS version`,
    values,
  );
  const { skip, take, ...pagination } = paginate(size?.total ?? 0, query.page);
  if (skip === 0) return firstPage(db, query);
  const list = `${db.userId} ${query.status} ${query.sort}`;
  const version = size?.version ?? '';
  const count = Math.min(take, pagination.total - skip);
  const way = shortestWay({ skip, count, total: pagination.total }, nearestMark(list, version, skip));
  const rows = await readAt(db, query, way, count);
  const { key } = orders[query.sort];
  const [first] = rows;
  if (first) setMark(list, version, { skip, key: key.map((name) => first[name]) });
  return { rows: rows.map(listedContact), pagination };
}

/** Where to begin counting, how far, and which way. */
interface Way {
  from: Mark | undefined;
  offset: number;
  isBackward: boolean;
}

function shortestWay({ skip, count, total }: { skip: number; count: number; total: number }, mark?: Mark): Way {
  const offset = skip - (mark?.skip ?? 0);
  const fromEnd = total - skip - count;
  if (fromEnd < offset) return { from: undefined, offset: fromEnd, isBackward: true };
  return { from: mark, offset, isBackward: false };
}

// The ids are counted off in the index alone; only those of the page are read.
function readAt(db: OwnedDb, query: Listed, { from, offset, isBackward }: Way, count: number): Promise<ListedRow[]> {
  const { scope, values } = scopeOf(query);
  const { forward, backward, key } = orders[query.sort];
  const place = (n: number) => `$${values.length + 2 + n}`;
  const columns = key.map((name) => `c.${name}`).join(', ');
  const comparison = query.sort === 'newest' ? '<=' : '>=';
  const start = from ? ` AND (${columns}) ${comparison} (${key.map((_, n) => placeOf(key, n, place)).join(', ')})` : '';
  const more = from?.key ?? [];
  return db.read<ListedRow>(
    `SELECT ${listedColumns}
     FROM (SELECT id FROM contacts c WHERE ${scope}${start} ORDER BY ${isBackward ? backward : forward}
           OFFSET ${place(more.length)}::int LIMIT ${place(more.length + 1)}::int) found
     JOIN contacts c ON c.user_id = $1 AND c.id = found.id
     ORDER BY ${forward}`,
    [...values, ...more, offset, count],
  );
}

function placeOf(key: string[], n: number, place: (n: number) => string): string {
  return key[n] === 'status' ? `${place(n)}::"ContactStatus"` : place(n);
}
