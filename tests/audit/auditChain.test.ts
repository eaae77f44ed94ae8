// Nothing in the audit log is changed or left out unnoticed.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkAuditLog } from '../../src/audit/auditChain.service.ts';
import { pruneAuditLog } from '../../src/audit/auditPruning.service.ts';
import { chainReport } from '../../src/audit/chainReport.ts';
import { withClient } from '../../src/db/withClient.ts';
import { createStaff } from '../admin/support.ts';
import { dom, signedIn, testApp } from '../support/app.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';

const app = await testApp();
const { pool } = app.database;
beforeEach(async () => {
  await emptyDatabase();
  const values = `(now() - n * interval '1 year', n, 'signed_in', 7, '::1', '{"text": "żółć \\" <b>", "n": 1}')`;
  for (const n of [4, 3, 1, 0])
    await sql(
      `INSERT INTO audit_log (at, actor_id, action, subject_id, ip, details) SELECT ${values.slice(1, -1)}
      FROM generate_series($1::int, $1::int) AS n`,
      [n],
    );
});
afterEach(() => sql('ALTER TABLE audit_log ENABLE TRIGGER USER'));

/** As somebody does who may do anything in the database. */
async function tamper(text: string): Promise<void> {
  await sql('ALTER TABLE audit_log DISABLE TRIGGER USER');
  await sql(text);
}

const third = '(SELECT id FROM audit_log ORDER BY id OFFSET 2 LIMIT 1)';

test('a whole log is whole, and entries written at once stand in one chain', async () => {
  await Promise.all(
    Array.from({ length: 8 }, () => pool.query(`INSERT INTO audit_log (at, actor_id, action) VALUES (now(), 1, 'x')`)),
  );
  expect(await checkAuditLog(pool)).toMatchObject({ entries: 12, brokenAt: undefined, contains: true });
});

test.each([
  ['changed', `UPDATE audit_log SET actor_id = 99 WHERE id = ${third}`],
  ['changed in its details', `UPDATE audit_log SET details = '{}' WHERE id = ${third}`],
  ['moved in time', `UPDATE audit_log SET at = at + interval '1 second' WHERE id = ${third}`],
  [
    'changed with its own hash',
    `UPDATE audit_log a SET ip = '', hash = encode(sha256('x'), 'hex') WHERE id = ${third}`,
  ],
  ['left out', `DELETE FROM audit_log WHERE id = ${third}`],
  ['put in', `INSERT INTO audit_log (id, at, actor_id, action) SELECT 1000000, now(), 1, 'x'`],
  ['cut off at the beginning', `DELETE FROM audit_log WHERE id < ${third}`],
])('an entry that was %s is found', async (_, text) => {
  await tamper(text);
  expect((await checkAuditLog(pool)).brokenAt).toBeDefined();
  await expect(chainReport(pool, '')).rejects.toThrow('The audit log was changed');
});

test('an end that was cut off is found by a hash that was kept', async () => {
  const [, , hash = ''] = await chainReport(pool, '');
  expect(await chainReport(pool, hash)).toHaveLength(3);
  await tamper(`DELETE FROM audit_log WHERE hash = '${hash}'`);
  expect((await checkAuditLog(pool)).brokenAt).toBeUndefined();
  await expect(chainReport(pool, hash)).rejects.toThrow('No entry has the given hash');
});

test.each(['x', 'a'.repeat(63), 'g'.repeat(64)])('%s is no hash', async (text) => {
  await expect(chainReport(pool, text)).rejects.toThrow('Which hash?');
});

test('pruning leaves a whole log, also of everything', async () => {
  const prune = async (now: Date) =>
    withClient({ connectionString: await testDatabaseUrl() }, (client) => pruneAuditLog(client, now));
  expect(await prune(new Date())).toBe(2);
  expect(await checkAuditLog(pool)).toMatchObject({ entries: 3, brokenAt: undefined });
  expect(await prune(new Date(Date.now() + 5 * 366 * 86_400_000))).toBe(3);
  expect(await checkAuditLog(pool)).toMatchObject({ entries: 1, brokenAt: undefined });
});

test('the application cannot change an entry', async () => {
  await expect(sql('UPDATE audit_log SET actor_id = 1')).rejects.toThrow('never changed');
});

test('the system page tells, and the log can be downloaded', async () => {
  const browser = await signedIn(app, await createStaff(app));
  expect(dom(await browser.get('/admin/'))('main').text()).toContain('4 entries, unchanged');
  const answer = await browser.get('/admin/log/download/');
  expect(answer.headers['content-disposition']).toBe('attachment; filename=audit-log.json');
  const lines = JSON.parse(answer.text);
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatchObject({ actor_id: 3, ip: '::1', details: { n: 1 }, previous_hash: lines[0].hash });
  for (const { previous_hash, text, hash } of lines)
    expect(createHash('sha256').update(`${previous_hash}${text}`).digest('hex')).toBe(hash);
  await tamper(`UPDATE audit_log SET ip = '' WHERE id = ${third}`);
  const page = dom(await browser.get('/admin/'));
  expect(page('.admin-warnings').text()).toContain('The audit log was changed from outside.');
});
