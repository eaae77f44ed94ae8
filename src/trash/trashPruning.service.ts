import type { Client } from 'pg';
import { retentionStart } from './retention.ts';

/** Deletes records whose retention has ended. Returns their number. */
export async function pruneTrash(client: Client, now: Date): Promise<number> {
  return (await client.query('DELETE FROM trash WHERE deleted_at <= $1', [retentionStart(now)])).rowCount ?? 0;
}
