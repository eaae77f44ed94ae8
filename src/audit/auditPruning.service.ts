import type { Client } from 'pg';

const retentionYears = 2;

/** Deletes entries of the audit log after two years (docs/security.md). Returns how many. */
export async function pruneAuditLog(client: Client, now: Date): Promise<number> {
  const before = new Date(now);
  before.setUTCFullYear(now.getUTCFullYear() - retentionYears);
  return (await client.query('DELETE FROM audit_log WHERE at < $1', [before])).rowCount ?? 0;
}
