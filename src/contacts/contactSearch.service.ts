import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate } from '../db/paginate.ts';
import { isWrittenNumber, pastIndex, wantedContacts, wantedNumber, wantedOf } from '../db/sql/searchCondition.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import { valuesAfterOwner } from '../db/sql/statement.ts';
import { type ListedContact, type ListedRow, listedColumns, listedContact, orders } from './contactSql.ts';
import type { ContactQuery } from './contacts.schema.ts';
import type { NextStep } from './nextStep.ts';

/** Up to so many people an answer is counted exactly. */
const smallAccount = 3_000;
/** How many are looked at to see whether a search is common: about 1.5 µs each. */
const sampleSize = 400;
const commonHits = 4;
/** How many are walked past for one hit before the index is asked after all. */
const walkedForOne = 150;

/**
 * One page of the contacts that a search or the next step asks for. Common ones are met soon by walking along the list, rare
 * ones are found by the index: a sample of the list tells which. Of common ones the number is an estimate (`about`).
 */
export async function findContacts(db: OwnedDb, query: ContactQuery, today: string): Promise<Page<ListedContact>> {
  const { people, page } = await walkedPage(db, query, today);
  if (page) return page;
  if (isWrittenNumber(query.search, searchWords(query.search))) return writtenNumber(db, query, today);
  return probedPage(db, query, today, people <= smallAccount ? 'small' : 'large');
}

// A number that somebody has is not looked for as a text besides, which costs more than the number.
async function writtenNumber(db: OwnedDb, query: ContactQuery, today: string): Promise<Page<ListedContact>> {
  const found = await probedPage(db, query, today, 'number');
  return found.rows.length > 0 ? found : probedPage(db, query, today, 'text');
}

/** What is asked of the index: a number in digits or as it is written, or all that the search may mean in an account of that size. */
type Probed = 'number' | 'text' | 'small' | 'large';

type Walked = { people: number; place: number | null } & ListedRow;

/** No page when they are too rare, or the account small. */
async function walkedPage(
  db: OwnedDb,
  query: ContactQuery,
  today: string,
): Promise<{ people: number; page?: Page<ListedContact> }> {
  const skip = (query.page - 1) * pageSize;
  const wanted = skip + pageSize + 1;
  const { values, scope, asked, order, at } = partsOf(query, today);
  // Without an order of its own the outer SELECT of `walk` takes the rows as they come, and stops when it has enough.
  const walked = await db.read<Walked>(
    `WITH account AS (SELECT coalesce(sum(people), 0)::int AS people FROM contact_counts WHERE ${scope}),
     sample AS (
       SELECT count(*) FILTER (WHERE ${asked}) AS hits FROM (
         SELECT * FROM contacts c WHERE ${scope} ORDER BY ${order}
         LIMIT (SELECT CASE WHEN people > ${smallAccount} THEN ${sampleSize} ELSE 0 END FROM account)) c),
     walk AS (
       SELECT id, place FROM (
         SELECT id, search_text, status, next_sort, row_number() OVER (ORDER BY ${order}) AS place
         FROM contacts c WHERE ${scope} ORDER BY ${order}
         LIMIT (SELECT CASE WHEN hits >= ${commonHits} THEN ${at(wanted * walkedForOne)}::int ELSE 0 END FROM sample)) c
       WHERE ${asked} OFFSET ${at(skip)}::int LIMIT ${pageSize + 1})
     SELECT account.people, walk.place, ${listedColumns}
     FROM account LEFT JOIN walk ON true LEFT JOIN contacts c ON c.user_id = $1 AND c.id = walk.id
     ORDER BY walk.place`,
    values,
  );
  const last = walked[pageSize];
  const people = walked[0]?.people ?? 0;
  if (!last?.place) return { people };
  const rows = walked.slice(0, pageSize).map(listedContact);
  const total = aboutAsMany((people * wanted) / last.place);
  const pagination = {
    page: query.page,
    pages: query.page + 1,
    total,
    from: skip + 1,
    to: skip + pageSize,
    about: true,
  };
  return { people, page: { rows, pagination } };
}

/** Two digits of the number say all that an estimate can. */
function aboutAsMany(number: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(number)) - 1);
  return Math.round(number / unit) * unit;
}

/** All that are asked for, found by the index, counted and sorted. */
async function probedPage(
  db: OwnedDb,
  query: ContactQuery,
  today: string,
  probed: Probed,
): Promise<Page<ListedContact>> {
  const { values, scope, asked, order, at } = partsOf(query, today, probed);
  const skip = `${at((query.page - 1) * pageSize)}::int`;
  const found = await db.read<{ total: number } & ListedRow>(
    `WITH hits AS MATERIALIZED (
       SELECT id, updated_at, sort_name, status, next_sort FROM contacts c WHERE ${scope} AND ${asked}),
     size AS (SELECT count(*)::int AS total FROM hits),
     found AS (
       SELECT id FROM hits c ORDER BY ${order} LIMIT ${pageSize}
       OFFSET (SELECT CASE WHEN ${skip} < total THEN ${skip} ELSE 0 END FROM size))
     SELECT size.total, ${listedColumns}
     FROM size JOIN found ON true JOIN contacts c ON c.user_id = $1 AND c.id = found.id
     ORDER BY ${order}`,
    values,
  );
  const { skip: _, take, ...pagination } = paginate(found[0]?.total ?? 0, query.page);
  return { rows: found.map(listedContact), pagination };
}

/** What both ways of finding share; their `$1` is the owner. `probed`: the index is asked. */
function partsOf({ status, next, search, sort }: ContactQuery, today: string, probed?: Probed) {
  const { values, at } = valuesAfterOwner();
  const scope = `user_id = $1${status ? ` AND status = ${at(status)}::"ContactStatus"` : ''}`;
  // Nothing needs planning with somebody who left: they are not among those without a plan, here as on the dashboard.
  const standing = !status && next === 'none' && "status <> 'churned'";
  const conditions = [search && searchedSql(search, at, probed), next && nextStepSql(next, at, today), standing];
  return { values, at, scope, asked: conditions.filter(Boolean).join(' AND '), order: orders[sort].forward };
}

// In a large account one or two letters that are rare are found at the beginning of words only, which the index knows.
function searchedSql(search: string, at: Place, probed: Probed | undefined): string {
  if (probed === 'number') return wantedNumber(search, at).holds;
  if (probed === 'text') return wantedOf([searchWords(search).join(' ')], at).holds;
  const { holds, probe, isWhole } = wantedContacts(search, searchWords(search), at);
  if (!probed || isWhole) return holds;
  return (probed === 'large' && probe()) || pastIndex(holds);
}

type Place = (value: unknown) => string;

const undated = 2_147_483_646;
const noTask = 2_147_483_647;

// What nextStepOf() tells of one row, asked of the table.
function nextStepSql(step: NextStep, at: Place, today: string): string {
  if (step === 'none') return `next_sort = ${noTask}`;
  const day = `(${at(today)}::date - DATE '1970-01-01')`;
  if (step === 'late') return `next_sort < ${day}`;
  if (step === 'today') return `next_sort = ${day}`;
  return `next_sort > ${day} AND next_sort <= ${undated}`;
}
