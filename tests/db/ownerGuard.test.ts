// Every way to write a statement in which a table of an account is not bound to the owner is refused, before it is
// sent.
import { expect, test } from 'vitest';
import { accountTables, requireOwner } from '../../src/db/ownerGuard/ownerGuard.ts';
import { sql } from '../support/database.ts';
import { unboundTables } from '../support/postgresParser.ts';

const unbound: [way: string, text: string][] = [
  ['no condition', 'SELECT id FROM contacts'],
  ['another parameter', 'SELECT id FROM contacts WHERE user_id = $10'],
  ['another comparison', 'SELECT id FROM contacts WHERE user_id >= $1'],
  ['more than the owner', 'SELECT id FROM contacts WHERE user_id IN ($1, $2)'],
  ['another column', 'SELECT id FROM contacts WHERE other_user_id = $1'],
  ['a line comment', 'SELECT id FROM contacts -- WHERE user_id = $1'],
  ['a line comment behind an operator', 'SELECT id FROM contacts WHERE id =-- 1 AND user_id = $1 AND\n id'],
  ['a block comment', 'SELECT id FROM contacts /* WHERE user_id = $1 */'],
  ['a nested comment', 'SELECT id FROM contacts /* /* */ WHERE user_id = $1 */'],
  ['a string', `SELECT id FROM contacts WHERE notes = ' AND user_id = $1 AND '`],
  ['a string with a quote', `SELECT id FROM contacts WHERE notes = 'It''s' OR notes = ' AND user_id = $1'`],
  ['an escaped quote', `SELECT id FROM contacts WHERE notes = E'\\' AND user_id = $1 AND notes = '`],
  ['a dollar quote', 'SELECT id FROM contacts WHERE notes = $$ AND user_id = $1 AND $$'],
  ['a quoted name', `SELECT id AS " FROM contacts WHERE user_id = $1 AND " FROM contacts`],
  ['OR', 'SELECT id FROM contacts WHERE user_id = $1 OR id = $2'],
  ['OR behind AND', 'SELECT id FROM contacts WHERE user_id = $1 AND id = $2 OR TRUE'],
  ['OR in parentheses', 'SELECT id FROM contacts WHERE (user_id = $1 OR TRUE)'],
  ['NOT', 'SELECT id FROM contacts WHERE NOT user_id = $1'],
  ['NOT over parentheses', 'SELECT id FROM contacts WHERE NOT (id = $2 AND user_id = $1)'],
  ['IS NOT TRUE', 'SELECT id FROM contacts WHERE user_id = $1 IS NOT TRUE'],
  ['CASE', 'SELECT id FROM contacts WHERE CASE WHEN id > 0 AND user_id = $1 AND TRUE THEN TRUE ELSE TRUE END'],
  ['BETWEEN', 'SELECT id FROM contacts WHERE NOT id BETWEEN $2 AND user_id = $1'],
  ['the list of what is selected', 'SELECT user_id = $1 FROM contacts'],
  ['HAVING', 'SELECT count(*) FROM contacts GROUP BY user_id HAVING user_id = $1'],
  ['ORDER BY', 'SELECT id FROM contacts ORDER BY user_id = $1'],
  ['FILTER', 'SELECT count(*) FILTER (WHERE user_id = $1) FROM contacts'],
  ['a column that is called WHERE', 'SELECT id AS where, TRUE AND user_id = $1 AND TRUE FROM contacts'],
  ['an alias that is a keyword', 'SELECT 1 case FROM contacts ORDER BY (SELECT 2 end)'],
  ['one of two in a list', 'SELECT 1 FROM contacts c, tasks t WHERE c.user_id = $1'],
  ['two, of which either may be meant', 'SELECT 1 FROM contacts c, tasks t WHERE user_id = $1'],
  ['one of two joined', 'SELECT 1 FROM contacts c JOIN tasks t ON t.contact_id = c.id WHERE c.user_id = $1'],
  ['a column of another table', 'SELECT 1 FROM contacts c JOIN tasks t ON c.user_id = $1 AND c.user_id = $1'],
  [
    'equality with another table',
    'SELECT 1 FROM contacts c JOIN tasks t ON t.user_id = c.user_id WHERE c.user_id = $1',
  ],
  ['USING', 'SELECT 1 FROM contacts c JOIN tasks t USING (user_id) WHERE c.user_id = $1'],
  ['NATURAL JOIN', 'SELECT 1 FROM contacts c NATURAL JOIN tasks t WHERE c.user_id = $1'],
  ['CROSS JOIN', 'SELECT 1 FROM contacts c CROSS JOIN tasks t WHERE c.user_id = $1'],
  ['the right side of a LEFT JOIN', 'SELECT 1 FROM contacts c LEFT JOIN tasks t ON TRUE WHERE c.user_id = $1'],
  [
    'a LEFT JOIN that binds the left',
    'SELECT 1 FROM contacts c LEFT JOIN tasks t ON c.user_id = $1 AND t.user_id = $1',
  ],
  ['a RIGHT JOIN', 'SELECT 1 FROM contacts c RIGHT JOIN tasks t ON c.user_id = $1 AND t.user_id = $1'],
  ['a FULL JOIN', 'SELECT 1 FROM contacts c FULL JOIN tasks t ON c.user_id = $1 AND t.user_id = $1'],
  ['a join in parentheses', 'SELECT 1 FROM (contacts c CROSS JOIN tasks t) WHERE c.user_id = $1'],
  ['a join in two parentheses', 'SELECT 1 FROM ((contacts c CROSS JOIN tasks t)) WHERE c.user_id = $1'],
  ['a subquery in FROM', 'SELECT 1 FROM contacts c, (SELECT * FROM tasks) t WHERE c.user_id = $1 AND t.user_id = $1'],
  ['LATERAL', 'SELECT 1 FROM contacts c, LATERAL (SELECT FROM tasks t WHERE c.user_id = $1) x WHERE c.user_id = $1'],
  [
    'a subquery that binds the outer',
    'SELECT 1 FROM contacts c WHERE EXISTS (SELECT FROM tasks t WHERE c.user_id = $1)',
  ],
  ['IN', 'SELECT 1 FROM contacts WHERE user_id = $1 AND id IN (SELECT contact_id FROM tasks)'],
  ['a subquery in the list', 'SELECT (SELECT count(*) FROM tasks) FROM contacts WHERE user_id = $1'],
  ['a subquery in a function', 'SELECT coalesce((SELECT max(id) FROM tasks), 0) FROM contacts WHERE user_id = $1'],
  ['a subquery in CASE', 'SELECT CASE WHEN TRUE THEN (SELECT max(id) FROM tasks) END FROM contacts WHERE user_id = $1'],
  ['a subquery in LIMIT', 'SELECT id FROM contacts WHERE user_id = $1 LIMIT (SELECT count(*) FROM tasks)'],
  ['an array of a subquery', 'SELECT ARRAY(SELECT id FROM tasks) FROM contacts WHERE user_id = $1'],
  ['an index of an array', 'SELECT (ARRAY[1])[(SELECT max(id) FROM tasks)] FROM contacts WHERE user_id = $1'],
  ['WITH', 'WITH all_tasks AS (SELECT * FROM tasks) SELECT * FROM all_tasks WHERE user_id = $1'],
  [
    'WITH in the name of a table',
    'WITH contacts AS (SELECT * FROM contacts) SELECT * FROM contacts WHERE user_id = $1',
  ],
  ['WITH out of reach', 'SELECT 1 FROM (WITH users AS (SELECT 1) SELECT * FROM users) a, users'],
  ['WITH after it is used', 'WITH a AS (SELECT * FROM users), users AS (SELECT 1) SELECT * FROM a'],
  ['WITH RECURSIVE', 'WITH RECURSIVE a AS (SELECT 1 UNION SELECT * FROM a) SELECT id FROM contacts WHERE user_id = $1'],
  ['a change in WITH', 'WITH gone AS (DELETE FROM tasks RETURNING id) SELECT id FROM contacts WHERE user_id = $1'],
  ['UNION', 'SELECT id FROM contacts WHERE user_id = $1 UNION SELECT id FROM contacts'],
  ['UNION the other way round', 'SELECT id FROM contacts UNION ALL SELECT id FROM contacts WHERE user_id = $1'],
  ['UNION in parentheses', '(SELECT id FROM contacts WHERE user_id = $1) UNION (SELECT id FROM tasks)'],
  ['EXCEPT', 'SELECT id FROM contacts EXCEPT SELECT id FROM contacts WHERE user_id = $1'],
  ['TABLE', 'TABLE contacts'],
  ['TABLE in WITH', 'WITH a AS (TABLE contacts) SELECT * FROM a WHERE user_id = $1'],
  ['an alias that is another table', 'SELECT 1 FROM contacts tasks, tasks t WHERE tasks.user_id = $1'],
  ['an alias with other columns', 'SELECT 1 FROM contacts c(id, user_id) WHERE c.user_id = $1'],
  ['the same table twice', 'SELECT 1 FROM contacts a, contacts b WHERE a.user_id = $1 AND a.user_id = $1'],
  ['a table in quotes', 'SELECT 1 FROM contacts c, "tasks" t WHERE c.user_id = $1'],
  ['a table in capitals', 'SELECT 1 FROM contacts c, TASKS t WHERE c.user_id = $1'],
  ['a table with its schema', 'SELECT 1 FROM contacts c, public.tasks t WHERE c.user_id = $1'],
  ['a table in escaped quotes', `SELECT 1 FROM contacts c, U&"t\\0061sks" t WHERE c.user_id = $1`],
  ['another alias in quotes', 'SELECT 1 FROM contacts c, tasks "C" WHERE c.user_id = $1 AND c.user_id = $1'],
  ['ONLY', 'SELECT 1 FROM contacts c, ONLY tasks t WHERE c.user_id = $1'],
  ['TABLESAMPLE', 'SELECT 1 FROM contacts c, tasks TABLESAMPLE system (9) WHERE c.user_id = $1'],
  ['IS DISTINCT FROM beside FROM', 'SELECT 1 IS DISTINCT FROM 2 FROM contacts'],
  ['DISTINCT', 'SELECT DISTINCT 1 FROM contacts'],
  ['a table of nobody', 'SELECT id FROM users WHERE id = $1'],
  [
    'a column of the outer query',
    'SELECT (SELECT max(id) FROM users WHERE user_id = $1) FROM contacts WHERE user_id = $1',
  ],
  ['the tables of PostgreSQL', 'SELECT 1 FROM contacts, pg_stat_activity WHERE user_id = $1'],
  ['UPDATE', 'UPDATE contacts SET notes = $2'],
  ['UPDATE … FROM', 'UPDATE contacts c SET notes = t.title FROM tasks t WHERE c.user_id = $1 AND t.contact_id = c.id'],
  ['UPDATE of the owner', 'UPDATE contacts SET user_id = $2 WHERE user_id = $1'],
  ['UPDATE of the owner among others', 'UPDATE contacts SET (id, user_id) = ($2, $3) WHERE user_id = $1'],
  ['UPDATE of the owner in quotes', 'UPDATE contacts SET id = 1, "user_id" = $2 WHERE user_id = $1'],
  ['DELETE', 'DELETE FROM contacts'],
  ['DELETE … USING', 'DELETE FROM contacts c USING tasks t WHERE c.user_id = $1 AND t.contact_id = c.id'],
  ['RETURNING', 'DELETE FROM contacts WHERE user_id = $1 RETURNING (SELECT count(*) FROM tasks)'],
  ['INSERT', 'INSERT INTO companies (user_id, name) VALUES ($2, $1)'],
  ['INSERT of a second row', 'INSERT INTO companies (user_id, name) VALUES ($1, $2), ($2, $2)'],
  ['INSERT without an owner', 'INSERT INTO companies (name) VALUES ($1)'],
  ['INSERT of the owner elsewhere', 'INSERT INTO companies (id, user_id) VALUES ($1, $2)'],
  ['INSERT of a calculated owner', 'INSERT INTO companies (user_id, name) SELECT $1 + 1, $2'],
  ['INSERT of another table', 'INSERT INTO users (user_id) VALUES ($1)'],
  ['INSERT … SELECT', 'INSERT INTO companies (user_id, name) SELECT $1, first_name FROM contacts'],
  ['INSERT … SELECT of others', 'INSERT INTO companies (user_id) SELECT c.user_id FROM contacts c WHERE c.id = $1'],
  ['INSERT … UNION', 'INSERT INTO companies (user_id, name) SELECT $1, $2 UNION SELECT $2::int, $3'],
  [
    'INSERT … ON CONFLICT',
    'INSERT INTO companies (user_id, id) VALUES ($1, 7) ON CONFLICT (id) DO UPDATE SET name = $2 WHERE companies.user_id = $1',
  ],
  [
    'INSERT … SET',
    'INSERT INTO companies (user_id, id) VALUES ($1, 7) ON CONFLICT (user_id, id) DO UPDATE SET user_id = $2',
  ],
  [
    'the WHERE of ON CONFLICT',
    `INSERT INTO companies (user_id, name) SELECT $1, c.notes FROM contacts c ON CONFLICT (user_id, id) DO UPDATE SET name = ''
       WHERE c.user_id = $1`,
  ],
  ['MERGE', 'MERGE INTO contacts c USING tasks t ON c.user_id = $1 AND t.user_id = $1 WHEN MATCHED THEN DELETE'],
  ['SELECT INTO', 'SELECT id INTO elsewhere FROM contacts WHERE user_id = $1'],
  ['COPY', 'COPY (SELECT id FROM contacts WHERE user_id = $1) TO STDOUT'],
  ['TRUNCATE', 'TRUNCATE contacts'],
  ['a second statement', 'SELECT id FROM contacts WHERE user_id = $1; DELETE FROM contacts'],
];

test.each(unbound)('refuses %s: %s', (_way, text) => {
  expect(() => requireOwner(text)).toThrow(TypeError);
  // A way around it is valid SQL, in which PostgreSQL's own parser finds the same fault.
  expect(unboundTables(text)).not.toEqual([]);
});

const bound: [way: string, text: string][] = [
  ['one table', 'SELECT id FROM contacts WHERE user_id = $1'],
  ['an alias', 'SELECT 1 FROM contacts AS c WHERE c.user_id = $1 AND (id = $2 OR id = $3)'],
  ['the name of the table', 'SELECT 1 FROM contacts WHERE contacts.user_id = $1'],
  ['an alias in quotes', 'SELECT 1 FROM contacts "C" WHERE "C".user_id = $1'],
  ['capitals and line breaks', 'select id\nFROM CONTACTS\tWHERE User_Id=$1'],
  [
    'tables in a list',
    'SELECT 1 FROM contacts c, tasks t WHERE c.user_id = $1 AND t.user_id = $1 AND t.contact_id = c.id',
  ],
  ['a join', 'SELECT 1 FROM contacts c JOIN tasks t ON t.user_id = $1 AND t.contact_id = c.id AND c.user_id = $1'],
  [
    'a LEFT JOIN',
    'SELECT 1 FROM contacts c LEFT JOIN tasks t ON t.user_id = $1 AND left(t.title, 1) = $2 WHERE c.user_id = $1',
  ],
  ['LATERAL', 'SELECT 1 FROM contacts c, LATERAL (SELECT FROM tasks t WHERE t.user_id = $1) x WHERE c.user_id = $1'],
  [
    'WITH',
    'WITH a AS MATERIALIZED (SELECT id FROM tasks WHERE user_id = $1), b AS (SELECT * FROM a) SELECT 1 FROM a, b',
  ],
  [
    'functions',
    'SELECT x.value FROM contacts c CROSS JOIN json_array_elements($2::json) AS x(value) WHERE c.user_id = $1',
  ],
  ['UNION', '(SELECT id FROM contacts WHERE user_id = $1 LIMIT 1) UNION ALL SELECT id FROM tasks WHERE user_id = $1'],
  ['BETWEEN', 'SELECT id FROM contacts WHERE id BETWEEN $2 AND $3 AND user_id = $1'],
  ['IS DISTINCT FROM', 'SELECT 1 IS DISTINCT FROM 2 FROM contacts WHERE user_id = $1 AND 1 IS NOT DISTINCT FROM 2'],
  ['words in strings', `SELECT 'FROM users; -- /*', E'\\n' FROM contacts WHERE user_id = $1`],
  [
    'UPDATE … FROM',
    'UPDATE contacts c SET notes = f.notes FROM json_to_record($2) f WHERE c.user_id = $1 AND c.id = f.id',
  ],
  ['DELETE', 'DELETE FROM contacts c WHERE c.user_id = $1 RETURNING c.id'],
  [
    'INSERT',
    'INSERT INTO companies (user_id, name) VALUES ($1, $2), ($1::int, $3) ON CONFLICT DO NOTHING RETURNING id',
  ],
  ['INSERT … SELECT', 'INSERT INTO companies (user_id, name) SELECT i.user_id, $2 FROM imports i WHERE i.user_id = $1'],
  [
    'ON CONFLICT',
    'INSERT INTO submissions (user_id, path) SELECT $1::int, $2 ON CONFLICT (user_id, form_hash) DO UPDATE SET path = $2 WHERE TRUE',
  ],
];

test.each(bound)('takes %s: %s', (_way, text) => {
  expect(() => requireOwner(text)).not.toThrow();
  expect(unboundTables(text)).toEqual([]);
});

test('knows every table of an account but those of signing in, which no statement of a service may name', async () => {
  const rows = await sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'`,
  );
  const unknown = rows.map(({ name }) => name).filter((name) => !accountTables.has(name));
  expect(unknown.sort()).toEqual([
    'email_changes',
    'passkeys',
    'password_resets',
    'profiles',
    'recovery_codes',
    'session',
    'two_factors',
  ]);
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...accountTables]));
});
