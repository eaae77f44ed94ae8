import { digitsOf, likePattern } from '../db/fold.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate } from '../db/paginate.ts';
import { everyWordSql, searchWords } from '../db/searchSql.ts';
import { valuesAfterOwner } from '../db/statement.ts';
import {
  type ListedContact,
  type ListedRow,
  listedColumns,
  listedCompany,
  listedContact,
  orders,
} from './contactSql.ts';
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
  return (await walkedPage(db, query, today)) ?? probedPage(db, query, today);
}

type Walked = { people: number; place: number } & ListedRow;

/** Undefined when they are too rare, or the account small. */
async function walkedPage(db: OwnedDb, query: ContactQuery, today: string): Promise<Page<ListedContact> | undefined> {
  const skip = (query.page - 1) * pageSize;
  const wanted = skip + pageSize + 1;
  const { values, scope, asked, order, at } = partsOf(query, today);
  const walked = await db.read<Walked>(
    `WITH account AS (SELECT coalesce(sum(people), 0)::int AS people FROM contact_counts WHERE ${scope}),
     sample AS (
       SELECT count(*) FILTER (WHERE ${asked}) AS hits FROM (
         SELECT * FROM contacts c WHERE ${scope} ORDER BY ${order}
         LIMIT (SELECT CASE WHEN people > ${smallAccount} THEN ${sampleSize} ELSE 0 END FROM account)) c),
     walk AS (
       SELECT id, place FROM (
         SELECT id, search_text, status, open_tasks, next_due_date, row_number() OVER (ORDER BY ${order}) AS place
         FROM contacts c WHERE ${scope} ORDER BY ${order}
         LIMIT (SELECT CASE WHEN hits >= ${commonHits} THEN ${at(wanted * walkedForOne)}::int ELSE 0 END FROM sample)) c
       WHERE ${asked} ORDER BY place OFFSET ${at(skip)}::int LIMIT ${pageSize + 1})
     SELECT account.people, walk.place, ${listedColumns}
     FROM account JOIN walk ON true JOIN contacts c ON c.user_id = $1 AND c.id = walk.id ${listedCompany}
     ORDER BY walk.place`,
    values,
  );
  const last = walked[pageSize];
  if (!last) return undefined;
  const rows = walked.slice(0, pageSize).map(({ people, place, ...row }) => listedContact(row));
  const total = aboutAsMany((last.people * wanted) / last.place);
  const page = { page: query.page, pages: query.page + 1, total, from: skip + 1, to: skip + pageSize, about: true };
  return { rows, pagination: page };
}

/** Two digits of the number say all that an estimate can. */
function aboutAsMany(number: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(number)) - 1);
  return Math.round(number / unit) * unit;
}

/** All that are asked for, found by the index, counted and sorted. */
async function probedPage(db: OwnedDb, query: ContactQuery, today: string): Promise<Page<ListedContact>> {
  const { values, scope, asked, order, at } = partsOf(query, today);
  const skip = `${at((query.page - 1) * pageSize)}::int`;
  const found = await db.read<{ total: number } & ListedRow>(
    `WITH hits AS MATERIALIZED (
       SELECT id, updated_at, sort_name, status, next_due_date, open_tasks FROM contacts c WHERE ${scope} AND ${asked}),
     size AS (SELECT count(*)::int AS total FROM hits),
     found AS (
       SELECT id FROM hits c ORDER BY ${order} LIMIT ${pageSize}
       OFFSET (SELECT CASE WHEN ${skip} < total THEN ${skip} ELSE 0 END FROM size))
     SELECT size.total, ${listedColumns}
     FROM size JOIN found ON true JOIN contacts c ON c.user_id = $1 AND c.id = found.id ${listedCompany}
     ORDER BY ${order}`,
    values,
  );
  const { skip: _, take, ...pagination } = paginate(found[0]?.total ?? 0, query.page);
  return { rows: found.map(({ total, ...row }) => listedContact(row)), pagination };
}

/** What both ways of finding share; their `$1` is the owner. */
function partsOf({ status, next, search, sort }: ContactQuery, today: string) {
  const { values, at } = valuesAfterOwner();
  const scope = `user_id = $1${status ? ` AND status = ${at(status)}::"ContactStatus"` : ''}`;
  // Nothing needs planning with somebody who left: they are not among those without a plan, here as on the dashboard.
  const standing = !status && next === 'none' && "status <> 'churned'";
  const conditions = [search && searchedSql(search, at), next && nextStepSql(next, at, today), standing];
  return { values, at, scope, asked: conditions.filter(Boolean).join(' AND '), order: orders[sort].forward };
}

type Place = (value: unknown) => string;

/** Every word must be found; digits in any spacing are compared with the digits of the phone, which are a line of the text. */
export function searchedSql(search: string, at: Place): string {
  const everyWord = everyWordSql('search_text', searchWords(search), at);
  if (!isPhoneLike(search)) return everyWord;
  const numbers = phoneForms(digitsOf(search)).map((digits) => `search_text LIKE ${at(`%${likePattern(digits)}%`)}`);
  return `(${[`(${everyWord})`, ...numbers].join(' OR ')})`;
}

function isPhoneLike(search: string): boolean {
  return /^[+\d\s().,/-]+$/.test(search) && digitsOf(search).length >= 3;
}

// "+48 600 100 200" also finds 600 100 200: without its country's prefix a number has nine digits or so.
function phoneForms(digits: string): string[] {
  const forms = new Set([digits, digits.replace(/^0+/, ''), digits.length > 9 ? digits.slice(-9) : digits]);
  return [...forms].filter(Boolean);
}

// What nextStepOf() tells of one row, asked of the table.
function nextStepSql(step: NextStep, at: Place, today: string): string {
  if (step === 'none') return 'open_tasks = 0 AND next_due_date IS NULL';
  const day = `${at(today)}::date`;
  if (step === 'late') return `next_due_date < ${day}`;
  if (step === 'today') return `next_due_date = ${day}`;
  return `open_tasks > 0 AND (next_due_date > ${day} OR next_due_date IS NULL)`;
}
