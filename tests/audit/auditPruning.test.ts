import { beforeEach, expect, test } from 'vitest';
import { pruneAuditLog } from '../../src/audit/auditPruning.service.ts';
import { withClient } from '../../src/db/withClient.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';

beforeEach(emptyDatabase);

async function write(...days: string[]): Promise<void> {
  for (const day of days)
    await sql(`INSERT INTO audit_log (at, actor_id, action) VALUES ($1, 1, 'signed_in')`, [`${day}T12:00:00Z`]);
}
const remainingDays = async () =>
  (
    await sql<{ day: string }>(
      `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM audit_log WHERE actor_id <> 0 ORDER BY at`,
    )
  ).map(({ day }) => day);
const pruneAt = async (now: string) =>
  withClient({ connectionString: await testDatabaseUrl() }, (client) => pruneAuditLog(client, new Date(now)));

test('deletes entries older than two years and nothing else', async () => {
  await write('2019-01-01', '2024-02-28', '2024-03-01', '2026-02-28');
  expect(await pruneAt('2026-02-28T13:00:00Z')).toBe(2);
  expect(await remainingDays()).toEqual(['2024-03-01', '2026-02-28']);
  expect(await pruneAt('2026-02-28T13:00:00Z')).toBe(0);
  const [pruned] = await sql<{ details: object }>(`SELECT details FROM audit_log WHERE action = 'log_pruned'`);
  expect(pruned?.details).toMatchObject({ entries: 2 });
});
