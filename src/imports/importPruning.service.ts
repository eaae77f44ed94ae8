import type { Client } from 'pg';
import { historyMs, maxWaitingMs, undoMs } from './importLimits.ts';

const statements: [text: string, ageMs: number][] = [
  [`DELETE FROM imports WHERE state = 'waiting' AND created_at < $1`, maxWaitingMs],
  [`DELETE FROM imports WHERE state IN ('done', 'stopped') AND created_at < $1`, historyMs],
  [`UPDATE imports SET file = '' WHERE file <> '' AND created_at < $1`, maxWaitingMs],
  [
    `DELETE FROM import_rows r USING imports i
      WHERE i.user_id = r.user_id AND i.id = r.import_id AND i.state <> 'running' AND i.created_at < $1`,
    undoMs + maxWaitingMs,
  ],
];

/** Deletes files that were not imported within a day, and what imports keep for their undo and their history. */
export async function pruneImports(client: Client, now: Date): Promise<void> {
  for (const [text, ageMs] of statements) await client.query(text, [new Date(now.getTime() - ageMs)]);
}
