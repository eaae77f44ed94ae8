// A new column of a record is forgotten easily: the history must either keep its changes or know that it is derived.
import { expect, test } from 'vitest';
import { type RecordKind, recordKinds, trackedFields } from '../../src/history/recordKinds.ts';
import { sql } from '../support/database.ts';

/** What no change is kept of: the key, and when the record was added and changed. */
const ownColumns = ['user_id', 'id', 'created_at', 'updated_at'];

/** What never changes after the record was added: the lines of adding and deleting it keep the whole row. */
const constant: Partial<Record<RecordKind, string[]>> = { interactions: ['direction', 'message_hash'] };

interface Trigger {
  fields: string[];
  derived: string[];
}

/** The arguments of `track_changes` for a table. */
async function triggerOf(table: string): Promise<Trigger> {
  const [trigger] = await sql<Trigger>(
    `SELECT args[1]::text[] AS fields, args[2]::text[] AS derived
     FROM (SELECT string_to_array(encode(tgargs, 'escape'), '\\000') AS args FROM pg_trigger
           WHERE tgrelid = $1::regclass AND tgname = 'record_delete') t`,
    [table],
  );
  if (!trigger) throw new Error(`No changes of ${table} are kept.`);
  return trigger;
}

test.each(recordKinds)('the history knows every column of %s', async (kind) => {
  const columns = await sql<{ column_name: string }>(
    'SELECT column_name FROM information_schema.columns WHERE table_name = $1 AND table_schema = current_schema()',
    [kind],
  );
  const { fields, derived } = await triggerOf(kind);
  expect([...ownColumns, ...(constant[kind] ?? []), ...fields, ...derived].sort()).toEqual(
    columns.map((column) => column.column_name).sort(),
  );
  expect([...trackedFields[kind]].sort()).toEqual([...fields].sort());
});
