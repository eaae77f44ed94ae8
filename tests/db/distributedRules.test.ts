// Each rule for statements is broken on purpose, and the work that no request does is held to them.
import { beforeAll, describe, expect, test } from 'vitest';
import { addDueSearches } from '../../src/duplicates/dueSearches.service.ts';
import { momentIn } from '../../src/i18n/dates.ts';
import { claimDay, listSubscribers } from '../../src/morningMail/claims.service.ts';
import { deleteExpired } from '../../src/server/jobs/deleteExpired.ts';
import { recoverJobs } from '../../src/server/jobs/missingJobs.service.ts';
import { createUser, type TestApp, testApp } from '../support/app.ts';
import { checkDistributedStatements } from '../support/checkDistributed.ts';
import { emptyDatabase, testDatabaseUrl } from '../support/database.ts';
import { readCatalog } from '../support/distributedCatalog.ts';
import { type Catalog, distributedFaults } from '../support/distributedRules.ts';
import { record, recordedStatements } from '../support/recordedStatements.ts';

let catalog: Catalog;
let app: TestApp;
beforeAll(async () => {
  catalog = await readCatalog();
  app = await testApp();
  await emptyDatabase();
});

const faultsOf = (text: string, method = 'POST') => distributedFaults(text, catalog, new Set([method]));

describe('a statement is refused', () => {
  test.each<[string, string, string]>([
    [
      'companies o without its owner',
      'of which a table lacks the owner',
      `SELECT FROM contacts c LEFT JOIN companies o ON o.id = c.company_id WHERE c.user_id = $1`,
    ],
    [
      'contacts t1 without its owner',
      'with a join as Prisma writes it',
      `SELECT FROM "public"."tasks" AS "t0" LEFT JOIN LATERAL (SELECT "t1"."id" FROM "public"."contacts" AS "t1" WHERE "t0"."user_id" = "t1"."user_id" AND "t0"."contact_id" = "t1"."id") AS "x" ON true WHERE "t0"."user_id" = $1`,
    ],
    [
      'profiles p without its owner',
      'that names one user elsewhere',
      'SELECT FROM users u LEFT JOIN profiles p ON p.user_id = u.id WHERE u.id = $1',
    ],
    [
      'changes c without its owner',
      'about all owners with a query that lies elsewhere',
      'DELETE FROM acts a WHERE NOT EXISTS (SELECT FROM changes c WHERE c.act_id = a.id)',
    ],
    ['SET user_id', 'that gives a row to another owner', 'UPDATE tags SET user_id = $2 WHERE user_id = $1'],
    [
      'SET user_id',
      'that does so after a conflict',
      'INSERT INTO tags (user_id, name) VALUES ($1, $2) ON CONFLICT (user_id, id) DO UPDATE SET user_id = 7',
    ],
    [
      'ON CONFLICT without the owner',
      'with another key',
      'INSERT INTO tags (user_id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING',
    ],
    [
      'INSERT … SELECT of a parameter without a type',
      'that selects it',
      'INSERT INTO tags (user_id, name) SELECT $1::int, $2',
    ],
    [
      'clock_timestamp() in a change',
      'with a volatile function',
      'UPDATE tasks SET updated_at = clock_timestamp() WHERE user_id = $1',
    ],
    [
      'to_char() in a change',
      'with a stable function of a column',
      `DELETE FROM tasks WHERE user_id = $1 AND to_char(updated_at, 'YYYY') = '2020'`,
    ],
    [
      'a cast of a time in a change',
      'with such a cast',
      'DELETE FROM tasks WHERE user_id = $1 AND updated_at::date < $2',
    ],
    [
      'a cast of an enum in RETURNING',
      'that returns one',
      'INSERT INTO tasks (user_id, title) VALUES ($1, $2) RETURNING id, "public"."tasks"."status"::text',
    ],
    [
      'a cast of an enum in DO UPDATE',
      'that updates one',
      `INSERT INTO profiles (user_id) VALUES ($1) ON CONFLICT (user_id) DO UPDATE SET locale = CAST($2::text AS "Locale")`,
    ],
    [
      'a function in DO UPDATE',
      'with the time after a conflict',
      'INSERT INTO tags (user_id, name) VALUES ($1, $2) ON CONFLICT (user_id, id) DO UPDATE SET updated_at = now()',
    ],
    [
      'a function in DO UPDATE',
      'with the time in a word of its own',
      'INSERT INTO tags (user_id, name) VALUES ($1, $2) ON CONFLICT (user_id, id) DO UPDATE SET updated_at = CURRENT_TIMESTAMP',
    ],
    [
      'a function in RETURNING',
      'that returns what depends on the time',
      'UPDATE tags SET name = $2 WHERE user_id = $1 RETURNING age(updated_at)',
    ],
    [
      'tags t without its owner',
      'of a part that is read for another owner',
      'WITH own AS (SELECT id FROM tags t) SELECT FROM contacts c, own WHERE c.user_id = $1',
    ],
  ])('for %s: one %s', (fault, _, text) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  test('for a page that writes', () => {
    const text = 'DELETE FROM tags WHERE user_id = $1';
    expect([faultsOf(text, 'GET'), faultsOf(text)]).toEqual([['a GET writes tags'], []]);
    expect(faultsOf('DELETE FROM session WHERE user_id = $1', 'GET')).toEqual([]);
  });
});

test.each([
  'SELECT FROM contacts c LEFT JOIN companies o ON o.user_id = $1 AND o.id = c.company_id WHERE c.user_id = $1',
  'SELECT FROM users u LEFT JOIN profiles p ON p.user_id = $1 WHERE u.id = $1',
  'DELETE FROM acts a WHERE a.at < $1 AND NOT EXISTS (SELECT FROM changes c WHERE c.user_id = a.user_id AND c.act_id = a.id)',
  'UPDATE tasks SET updated_at = now() WHERE user_id = $1',
  'SELECT count(*) FROM contacts',
])('%s is fine', (text) => {
  expect(faultsOf(text)).toEqual([]);
});

test('what was sent is read at the end of a test file', async () => {
  const text = 'UPDATE tags SET user_id = 2 WHERE user_id = 1';
  await record(() => app.database.pool.query(text));
  await expect(checkDistributedStatements()).rejects.toMatchObject({ actual: { [text]: ['SET user_id'] } });
});

test('what no request does is held to the rules, too', async () => {
  const { id } = await createUser(app);
  await record(() => addDueSearches(app.database, new Date()));
  await record(() => recoverJobs(app.database));
  await record(() => listSubscribers(app.database, { after: 0, limit: 10, now: new Date() }));
  await record(() => claimDay(app.database, id, momentIn('UTC', new Date())));
  await record(async () => deleteExpired(await testDatabaseUrl(), 30));
  expect([...recordedStatements.keys()].some((text) => /FROM account_loads/.test(text))).toBe(true);
  await checkDistributedStatements();
});
