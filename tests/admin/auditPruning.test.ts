import { beforeEach, expect, test, vi } from 'vitest';
import { pruneAudit, startAuditPruning } from '../../src/admin/auditPruning.ts';
import { log } from '../../src/log/log.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';

beforeEach(async () => {
  log.level = 'silent';
  await emptyDatabase();
});

async function write(...days: string[]): Promise<void> {
  for (const day of days)
    await sql(`INSERT INTO audit_log (at, actor_id, action) VALUES ($1, 1, 'signed_in')`, [`${day}T12:00:00Z`]);
}
const kept = async () =>
  (
    await sql<{ day: string }>(`SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM audit_log ORDER BY at`)
  ).map(({ day }) => day);

test('what is older than two years goes, and nothing else', async () => {
  await write('2019-01-01', '2024-02-28', '2024-03-01', '2026-02-28');
  expect(await pruneAudit(await testDatabaseUrl(), new Date('2026-02-28T13:00:00Z'))).toBe(2);
  expect(await kept()).toEqual(['2024-03-01', '2026-02-28']);
  expect(await pruneAudit(await testDatabaseUrl(), new Date('2026-02-28T13:00:00Z'))).toBe(0);
});

test('by itself, soon after the start', async () => {
  await write('2019-01-01', '2999-01-01');
  const stop = startAuditPruning(await testDatabaseUrl(), 0);
  await vi.waitFor(async () => expect(await kept()).toEqual(['2999-01-01']), { timeout: 5_000 });
  await stop();
});

test('a database that is gone is logged, and no fault', async () => {
  const told = vi.spyOn(log, 'error').mockImplementation(() => {});
  const stop = startAuditPruning('postgresql://nobody:x@127.0.0.1:1/x', 0);
  await vi.waitFor(() => expect(told).toHaveBeenCalledOnce(), { timeout: 5_000 });
  await stop();
  told.mockRestore();
});
