// The statements of triggers and functions are held to the rules of a distributed PostgreSQL, as those of requests are.
import { expect, test } from 'vitest';
import { sql } from '../support/database.ts';
import { readCatalog } from '../support/distributedCatalog.ts';
import { distributedFaults } from '../support/distributedRules.ts';
import { functionStatements } from '../support/functionStatements.ts';

// Here parameters have the types of the variables.
const withoutTypes = 'INSERT … SELECT of a parameter without a type';

async function faults(): Promise<string[]> {
  const catalog = await readCatalog();
  return [...(await functionStatements())].flatMap(([text, name]) =>
    distributedFaults(text, catalog)
      .filter((fault) => fault !== withoutTypes)
      .map((fault) => `${name}: ${fault}`),
  );
}

test('the statements of all functions are found', async () => {
  const found = [...(await functionStatements())];
  expect(found.filter(([text]) => /^(INSERT|UPDATE|DELETE|WITH)/.test(text)).length).toBeGreaterThan(10);
  expect(found).toContainEqual([
    expect.stringMatching(/^UPDATE tasks SET previous_id = NULL WHERE user_id = \$1/),
    'tasks_detach',
  ]);
});

test('they keep the rules', async () => {
  expect(await faults()).toEqual([]);
});

test.each([
  ['UPDATE contacts SET notes = to_char(updated_at, $f$YYYY$f$) WHERE user_id = owner', 'to_char() in a change'],
  [
    'PERFORM FROM contacts c JOIN companies o ON o.id = c.company_id WHERE c.user_id = owner',
    'companies o without its owner',
  ],
  ['IF EXISTS (SELECT FROM tags t, tasks k WHERE t.user_id = owner) THEN RETURN; END IF', 'tasks k without its owner'],
])('%s is noticed', async (statement, fault) => {
  await sql(`CREATE FUNCTION broken(owner INTEGER) RETURNS VOID LANGUAGE plpgsql AS $$ BEGIN ${statement}; END $$`);
  try {
    expect(await faults()).toContain(`broken: ${fault}`);
  } finally {
    await sql('DROP FUNCTION broken');
  }
});
