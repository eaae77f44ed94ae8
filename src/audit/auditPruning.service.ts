import type { Client } from 'pg';

const retentionYears = 2;

/** Deletes audit log entries older than two years. Returns how many. */
export async function pruneAuditLog(client: Client, now: Date): Promise<number> {
  const before = new Date(now);
  before.setUTCFullYear(now.getUTCFullYear() - retentionYears);
  await client.query('BEGIN');
  // The lock that each new entry takes, so that two processes do not prune the same entries.
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('audit_log'))`);
  const { rows } = await client.query<{ entries: number; id: number; hash: string }>(oldEntries, [before]);
  const [last] = rows;
  if (last) {
    // Written before the deletion, so that the chain continues from the deleted entries.
    const details = { entries: last.entries, last: last.hash };
    await client.query(`INSERT INTO audit_log (at, actor_id, action, details) VALUES ($1, 0, 'log_pruned', $2)`, [
      now,
      details,
    ]);
    await client.query('DELETE FROM audit_log WHERE id <= $1', [last.id]);
  }
  await client.query('COMMIT');
  return last?.entries ?? 0;
}

const oldEntries = `
  SELECT id, hash, row_number() OVER (ORDER BY id)::int AS entries FROM audit_log
  WHERE id < coalesce((SELECT min(id) FROM audit_log WHERE at >= $1), 2147483647)
  ORDER BY id DESC LIMIT 1`;
