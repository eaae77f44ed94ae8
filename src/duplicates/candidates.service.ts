import type { OwnedDb } from '../db/owned.ts';
import { shortNameGroups } from '../db/sql/shortNames.ts';
import type { MergeKind } from '../merge/mergedRecord.ts';

/** The ids of records that share a key. */
export type CandidateGroup = number[];

/** A key that more people share says nothing about any two of them. */
const maxSharing = 20;
const maxSharingPoint = 50;
const maxNamesakesElsewhere = 3;

const statementMs = 120_000;
const asBackgroundWork = `SELECT $1::int, set_config('statement_timeout', '${statementMs}', true),
  set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '64MB', true),
  set_config('jit', 'off', true)`;

/** The queries that select the records to compare; each takes seconds in a large account. */
export const candidateQueries: Record<MergeKind, readonly ((db: OwnedDb) => Promise<CandidateGroup[]>)[]> = {
  contacts: [
    (db) => readGroups(db, pointsSql),
    (db) => readGroups(db, namesSql, { forms: formsJson }),
    (db) => readGroups(db, namesElsewhereSql, { forms: formsJson }),
  ],
  companies: [(db) => readGroups(db, companiesSql)],
};

async function readGroups(db: OwnedDb, sql: string, values: object = {}): Promise<CandidateGroup[]> {
  const rows = await db.transaction(
    async (tx) => {
      await tx.read(asBackgroundWork);
      return tx.read<{ ids: CandidateGroup }>(sql, { ...values });
    },
    { timeout: statementMs },
  );
  return rows.map(({ ids }) => ids);
}

/** Each short form with the groups of names that it belongs to. */
const formsJson = JSON.stringify(
  shortNameGroups.flatMap((names, group) => names.map((name) => ({ name, name_group: group }))),
);

// The keys by which duplicates.service.ts finds the candidates of one person.
const pointsSql = `SELECT array_agg(DISTINCT k.id) AS ids FROM (
    SELECT c.id, left(crm_fold(c.email), 64) AS key FROM contacts c WHERE c.user_id = $1 AND c.email <> ''
    UNION ALL SELECT c.id, right(c.phone_digits, 7) FROM contacts c WHERE c.user_id = $1 AND length(c.phone_digits) >= 7
    UNION ALL SELECT c.id, unnest(crm_point_keys(c.more_emails, c.more_phones)) FROM contacts c
    WHERE c.user_id = $1 AND (c.more_emails <> '[]' OR c.more_phones <> '[]')) k
  WHERE length(k.key) >= 7 GROUP BY k.key HAVING count(DISTINCT k.id) BETWEEN 2 AND ${maxSharingPoint}`;

// The first line of the search text is the name, folded.
const people = `people AS MATERIALIZED (
    SELECT c.id, coalesce(c.company_id, 0) AS company, left(split_part(c.search_text, E'\\n', 2), 64) AS name
    FROM contacts c WHERE c.user_id = $1),
  forms AS MATERIALIZED (SELECT f.name, f.name_group FROM json_to_recordset(:forms::json) AS f(name text, name_group int))`;
const withForms = `SELECT p.id, p.company, '=' || f.name_group || substr(p.name, length(f.name) + 1) AS key
  FROM people p JOIN forms f ON f.name = split_part(p.name, ' ', 1) WHERE p.name LIKE '% %'`;
// Names that differ by one letter are equal without it. Of two equal letters in a row, one is enough.
const withoutOneLetter = `SELECT p.id, p.company, left(p.name, i - 1) || substr(p.name, i + 1) AS key
  FROM people p CROSS JOIN LATERAL generate_series(1, length(p.name)) i
  WHERE p.name LIKE '% %' AND substr(p.name, i, 1) <> substr(p.name, i + 1, 1)`;

/** Compares people of the same company, and people without a company. */
const namesSql = `WITH ${people} SELECT array_agg(k.id) AS ids FROM (
    SELECT keys.id, keys.company, hashtextextended(keys.key, 0) AS key FROM (
      SELECT p.id, p.company, p.name AS key FROM people p WHERE p.name <> '' AND (p.company <> 0 OR p.name LIKE '% %')
      UNION ALL ${withForms} UNION ALL ${withoutOneLetter}) keys) k
  GROUP BY k.company, k.key HAVING count(*) BETWEEN 2 AND ${maxSharing}`;

/** Compares people without a company with their namesakes in companies. */
const namesElsewhereSql = `WITH ${people} SELECT array_agg(k.id) AS ids FROM (
    SELECT p.id, p.company, p.name AS key FROM people p WHERE p.name LIKE '% %' UNION ALL ${withForms}) k
  WHERE EXISTS (SELECT FROM people alone WHERE alone.company = 0)
  GROUP BY k.key HAVING count(*) FILTER (WHERE k.company = 0) BETWEEN 1 AND ${maxNamesakesElsewhere}
    AND count(*) FILTER (WHERE k.company <> 0) BETWEEN 1 AND ${maxNamesakesElsewhere}`;

const companiesSql = `SELECT array_agg(k.id) AS ids FROM (
    SELECT c.id, '#' || c.tax_id AS key FROM companies c WHERE c.user_id = $1 AND c.tax_id <> ''
    UNION ALL SELECT c.id, crm_company_key(c.name) FROM companies c WHERE c.user_id = $1
    UNION ALL SELECT c.id, '@' || unnest(crm_company_domains(c.website, c.email)) FROM companies c
    WHERE c.user_id = $1 AND (c.website <> '' OR c.email <> '')) k
  GROUP BY k.key HAVING count(*) BETWEEN 2 AND ${maxSharing}`;
