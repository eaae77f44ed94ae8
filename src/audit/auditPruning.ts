import type { Client } from 'pg';

const keptYears = 2;

/** Removes lines of the audit log that are older than they are kept (docs/security.md); how many that were. */
export async function pruneAudit(client: Client, now: Date): Promise<number> {
  const before = new Date(now);
  before.setUTCFullYear(now.getUTCFullYear() - keptYears);
  return (await client.query('DELETE FROM audit_log WHERE at < $1', [before])).rowCount ?? 0;
}
