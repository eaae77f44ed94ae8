// No table and no column of an account can be forgotten: it is in the file, or somebody said why not.
import { expect, test } from 'vitest';
import { fileKinds, kindDetails, leftOut, loadedKinds } from '../../src/accountFile/kinds.ts';
import { recordSchemas } from '../../src/accountFile/records.schema.ts';
import { sql } from '../support/database.ts';

const columnsOf = async (table: string) =>
  (
    await sql<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name = $1 ORDER BY 1`,
      [table],
    )
  ).map(({ name }) => name);

test('every table with an owner is in the file of an account, or left out for a reason', async () => {
  const tables = await sql<{ name: string }>(
    `SELECT DISTINCT table_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name = 'user_id' ORDER BY 1`,
  );
  expect(tables.map(({ name }) => name)).toEqual([...fileKinds, ...Object.keys(leftOut)].sort());
});

test.each(loadedKinds)('every column of %s is loaded, or worked out by the database', async (kind) => {
  const { derived = [] } = kindDetails(kind);
  const known = [...Object.keys(recordSchemas[kind].shape), ...derived, 'user_id'];
  expect(known.sort()).toEqual(await columnsOf(kind));
});
