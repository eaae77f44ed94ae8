import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate } from '../db/paginate.ts';
import { isMarked, type Mark, nearestMark, setMark } from '../db/sql/pageCursors.ts';
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

/** A page that is so many rows or more from both ends is remembered: counting them off takes time. */
const far = 1_000;

function laterPage(db: OwnedDb, query: Listed): Promise<Page<ListedContact>> {
  const list = `${db.userId} ${query.status} ${query.sort}`;
  const skip = (query.page - 1) * pageSize;
  return isMarked(list, skip) ? pageFromMark(db, query, list) : countedPage(db, query, list);
}

type Counted = ListedRow & { total: number; version: string | null };

/** Counted off from the nearer end, by one statement. A page past the end is the first one. */
async function countedPage(db: OwnedDb, query: Listed, list: string): Promise<Page<ListedContact>> {
  const { scope, values } = scopeOf(query);
  const { forward, backward } = orders[query.sort];
  const wanted = `$${values.length + 2}::int`;
  const counted = await db.read<Counted>(
    `WITH size AS (SELECT (${totalSql(scope)}) AS total),
     place AS (
       SELECT total, skip, greatest(0, total - skip - ${pageSize}) AS after
       FROM size, LATERAL (SELECT CASE WHEN ${wanted} < total THEN ${wanted} ELSE 0 END AS skip) s),
     found AS (
       SELECT id FROM (
         (SELECT id FROM contacts c WHERE ${scope} ORDER BY ${forward} OFFSET (SELECT skip FROM place)
          LIMIT (SELECT CASE WHEN after < skip THEN 0 ELSE ${pageSize} END FROM place))
         UNION ALL
         (SELECT id FROM contacts c WHERE ${scope} ORDER BY ${backward} OFFSET (SELECT after FROM place)
          LIMIT (SELECT CASE WHEN after < skip THEN least(${pageSize}, total - skip) ELSE 0 END FROM place))) either
       LIMIT ${pageSize})
     SELECT total, CASE WHEN least(skip, after) >= ${far} THEN (${versionSql}) END AS version, ${listedColumns}
     FROM place LEFT JOIN found ON true LEFT JOIN contacts c ON c.user_id = $1 AND c.id = found.id
     ORDER BY ${forward}`,
    [...values, (query.page - 1) * pageSize],
  );
  const rows = counted.filter(({ id }) => id !== null);
  const { skip, take, ...pagination } = paginate(counted[0]?.total ?? 0, query.page);
  if (rows[0]?.version) remember(list, rows[0].version, skip, query, rows);
  return { rows: rows.map(listedContact), pagination };
}

async function pageFromMark(db: OwnedDb, query: Listed, list: string): Promise<Page<ListedContact>> {
  const { scope, values } = scopeOf(query);
  const [size] = await db.read<{ total: number; version: string }>(
    `SELECT (${totalSql(scope)}) AS total, (${versionSql}) AS version`,
    values,
  );
  const { skip, take, ...pagination } = paginate(size?.total ?? 0, query.page);
  if (skip === 0) return firstPage(db, query);
  const version = size?.version ?? '';
  const count = Math.min(take, pagination.total - skip);
  const way = shortestWay({ skip, count, total: pagination.total }, nearestMark(list, version, skip));
  const rows = await readAt(db, query, way, count);
  remember(list, version, skip, query, rows);
  return { rows: rows.map(listedContact), pagination };
}

function remember(list: string, version: string, skip: number, { sort }: Listed, [first]: ListedRow[]): void {
  if (first) setMark(list, version, { skip, key: orders[sort].key.map((name) => first[name]) });
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
