// The best SQL that we know for the most requested pages, written by hand, one statement each. The limit sends it where
// it is faster than the product's own. `$1` is the owner, `$2` the day up to which tasks are due.

import { pageSize } from '../../src/db/paginate.ts';
import { digitsOnly, fold } from '../../src/db/sql/fold.ts';
import type { Account } from './load.ts';
import type { BenchPage } from './pages.ts';
import type { Statement } from './recorder.ts';

const prepared = true;

/** Undefined for a page without hand-written SQL. */
export function bestSql({ name, path }: BenchPage, account: Account): Statement | undefined {
  const { pathname, searchParams } = new URL(path(account), 'http://localhost');
  const start = [String(account.userId), new Date().toISOString().slice(0, 10)];
  if (name.startsWith('list')) return { text: listSql(searchParams, account), values: start, prepared };
  if (name.startsWith('search')) return searchSql(start, searchParams.get('search') ?? '');
  if (/^(quick|palette)/.test(name)) return everywhereSql(account, searchParams.get('search') ?? '');
  if (name.startsWith('contact-')) {
    return { text: contactSql, values: [...start, pathname.replace(/\D/g, '')], prepared };
  }
  return undefined;
}

const due = `(SELECT count(*) FROM tasks WHERE user_id = $1 AND status <> 'done' AND due_date <= $2::date) AS due`;

const shown = `c.id, c.first_name, c.last_name, c.email, c.phone, c.position, c.status, c.last_contact_at,
  c.last_contact_type, c.next_due_date, c.open_tasks, c.company_id, o.name AS company`;

const withCompany = `LEFT JOIN companies o ON o.user_id = $1 AND o.id = c.company_id`;

/** Each from its beginning and from its end. */
const orders: Record<string, [string, string]> = {
  newest: ['updated_at DESC, id DESC', 'updated_at, id'],
  next: ['next_sort, id', 'next_sort DESC, id DESC'],
  name: ['sort_name, id', 'sort_name DESC, id DESC'],
  status: ['status, sort_name, id', 'status DESC, sort_name DESC, id DESC'],
};

function listSql(query: URLSearchParams, { contacts }: Account): string {
  const status = query.get('status');
  const which = status ? `user_id = $1 AND status = '${status}'` : 'user_id = $1';
  const [forwards, backwards] = orders[query.get('sort') ?? 'newest'] as [string, string];
  const skipped = pageSize * (Number(query.get('page') ?? 1) - 1);
  const left = Math.max(0, contacts - skipped - pageSize);
  const [order, offset] = left < skipped ? [backwards, left] : [forwards, skipped];
  return `
    SELECT ${shown}, (SELECT sum(people) FROM contact_counts WHERE ${which}) AS total, ${due}
    FROM (SELECT id FROM contacts WHERE ${which} ORDER BY ${order} OFFSET ${offset} LIMIT ${pageSize}) page
    JOIN contacts c ON c.user_id = $1 AND c.id = page.id ${withCompany}`;
}

function searchSql(start: string[], search: string): Statement {
  // The search text contains the digits of the phone.
  const words = /^[\d ]+$/.test(search) ? [digitsOnly(search)] : fold(search).split(' ');
  const found = words.map((_word, n) => `search_text LIKE $${n + 3}`).join(' AND ');
  const text = `
    WITH found AS MATERIALIZED (SELECT id, updated_at FROM contacts WHERE user_id = $1 AND ${found}),
      page AS (SELECT id FROM found ORDER BY updated_at DESC, id DESC LIMIT ${pageSize})
    SELECT ${shown}, (SELECT count(*) FROM found) AS total, ${due}
    FROM page JOIN contacts c ON c.user_id = $1 AND c.id = page.id ${withCompany}`;
  return { text, values: [...start, ...words.map((word) => `%${word}%`)], prepared };
}

/** The newest hundred contacts and companies, to be ranked, and the shown tasks and interactions. */
function everywhereSql({ userId }: Account, search: string): Statement {
  const words = fold(search).split(' ');
  const found = words.map((_word, n) => `r.search_text LIKE $${n + 2}`).join(' AND ');
  const all = (shown: string, from: string, order: string, most: number) =>
    `(SELECT json_agg(x) FROM (SELECT ${shown} FROM ${from} WHERE r.user_id = $1 AND ${found} ORDER BY ${order} LIMIT ${most}) x)`;
  const ofPerson = 'LEFT JOIN contacts c ON c.user_id = $1 AND c.id = r.contact_id';
  const person = 'c.id AS contact_id, c.first_name, c.last_name';
  const people = 'contacts r LEFT JOIN companies o ON o.user_id = $1 AND o.id = r.company_id';
  const text = `SELECT
    ${all('r.id, first_name, last_name, email, phone, position, o.name', people, 'r.updated_at DESC, r.id DESC', 100)},
    ${all('r.id, name, industry, website, address', 'companies r', 'r.name, r.id', 100)},
    ${all(`r.id, title, r.status, r.due_date, ${person}`, `tasks r ${ofPerson}`, 'r.status, r.due_date, r.id DESC', 6)},
    ${all(`r.id, content, occurred_at, ${person}`, `interactions r ${ofPerson}`, 'occurred_at DESC, r.id DESC', 6)}`;
  return { text, values: [String(userId), ...words.map((word) => `%${word}%`)], prepared };
}

const ofContact = `user_id = $1 AND contact_id = $3::int`;

const contactSql = `
  SELECT ${shown}, c.notes, c.created_at, c.updated_at, c.status_since, ${due},
    (SELECT json_agg(i) FROM (
      SELECT id, interaction_type, content, occurred_at, created_at, updated_at,
        (SELECT json_agg(t) FROM (SELECT id, title, status, due_date FROM tasks
          WHERE user_id = $1 AND interaction_id = interactions.id ORDER BY id) t) AS tasks
      FROM interactions WHERE ${ofContact} ORDER BY occurred_at DESC, id DESC LIMIT ${pageSize}) i) AS said,
    (SELECT json_object_agg(interaction_type, number) FROM (
      SELECT interaction_type, count(*) AS number FROM interactions WHERE ${ofContact} GROUP BY 1) n) AS counts,
    (SELECT json_agg(t) FROM (SELECT id, title, status, priority, repeat, due_date, due_time FROM tasks
      WHERE ${ofContact} AND status <> 'done' ORDER BY due_date, due_time, id LIMIT ${pageSize}) t) AS tasks,
    (SELECT content FROM summaries WHERE ${ofContact}) AS summary
  FROM contacts c ${withCompany} WHERE c.user_id = $1 AND c.id = $3::int`;

/** Creates a contact. Values: owner, session id, hash of the body, then the fields. */
export const createSql = `
  WITH sent AS (
    INSERT INTO submissions (user_id, form_hash, path, created_at) VALUES ($1::int, $3, '', now())
    ON CONFLICT DO NOTHING RETURNING 1
  ), told AS (
    UPDATE session SET sess = (sess::jsonb || '{"flash": [{"kind": "success", "key": "contacts.flash.created"}]}')::json
    WHERE user_id = $1 AND sid = $2
  )
  INSERT INTO contacts (user_id, first_name, last_name, email, phone, position, status, notes, updated_at)
  SELECT $1::int, $4, $5, $6::varchar, $7, $8, $9::"ContactStatus", $10, now() FROM sent
  WHERE NOT EXISTS (SELECT FROM contacts WHERE user_id = $1 AND left(crm_fold(email), 64) = left(crm_fold($6), 64) AND email <> '')
  RETURNING id`;
