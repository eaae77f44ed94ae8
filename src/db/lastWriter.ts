import type { Cause } from './acts.ts';
import type { OwnedDb } from './owned.ts';
import type { RecordTable } from './rowLocks.ts';

export interface LastWriter {
  /** Null where nobody was signed in. */
  actor_id: number | null;
  cause: Cause;
}

/**
 * Who made the last change to a record since it had this version (its `updated_at` in milliseconds); undefined when no
 * such change is stored.
 */
export async function readLastWriter(
  db: OwnedDb,
  table: RecordTable,
  id: number,
  version: number,
): Promise<LastWriter | undefined> {
  const [writer] = await db.read<LastWriter>(
    `SELECT a.actor_id, a.cause FROM changes c JOIN acts a ON a.user_id = $1 AND a.id = c.act_id
     WHERE c.user_id = $1 AND c.kind = :table AND c.record_id = :id::int
       AND c.record_updated_at >= to_timestamp(:version::float8 / 1000)
     ORDER BY c.id DESC LIMIT 1`,
    { table, id, version },
  );
  return writer;
}
