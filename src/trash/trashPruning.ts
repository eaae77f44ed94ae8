import type { Client } from 'pg';
import { keptSince } from './retention.ts';

/** Removes what was deleted longer ago than it can be brought back; how many records that were. */
export async function pruneTrash(client: Client, now: Date): Promise<number> {
  return (await client.query('DELETE FROM trash WHERE deleted_at <= $1', [keptSince(now)])).rowCount ?? 0;
}
