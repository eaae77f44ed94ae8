import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createStaff } from '../admin/support.ts';
import { createUser, dom, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

// Some send a hundred requests.
vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
let boss: User;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(async () => {
  await emptyDatabase();
  boss = await createStaff(app);
});

test('logs the sign-ins of staff but not of other users', async () => {
  await new Visitor(app).signIn(await createUser(app, 'alice'));
  await new Visitor(app).signIn(boss);
  expect(await sql('SELECT actor_id, action FROM audit_log')).toEqual([{ actor_id: boss.id, action: 'signed_in' }]);
});

test('an action and its log entry succeed or fail together', async () => {
  const browser = await signedIn(app, boss);
  const alice = await createUser(app, 'alice');
  await sql(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''full''; END'`);
  await sql('CREATE TRIGGER refuse BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse()');
  try {
    for (const name of ['deactivate', 'make-staff', 'reset-link', 'delete']) {
      const answer = await browser.post(`/admin/users/${alice.id}/${name}/`, { username: 'alice' });
      expect(answer.status, name).toBeGreaterThanOrEqual(422);
    }
    expect((await browser.post('/admin/sign-ups/', { mode: 'closed' })).status).toBeGreaterThanOrEqual(422);
  } finally {
    await sql('DROP TRIGGER refuse ON audit_log');
    await sql('DROP FUNCTION refuse');
  }
  expect(await sql('SELECT is_active, is_staff FROM users WHERE id = $1', [alice.id])).toEqual([
    { is_active: true, is_staff: false },
  ]);
  expect(await sql('SELECT * FROM password_resets')).toEqual([]);
  expect(await sql('SELECT * FROM settings')).toEqual([]);
});

test('shows the newest first, 20 a page, filtered by action and by user', async () => {
  const browser = await new Visitor(app).signIn(boss);
  const alice = await createUser(app, 'alice');
  for (let i = 0; i < 11; i++) {
    await browser.post(`/admin/users/${alice.id}/make-staff/`);
    await browser.post(`/admin/users/${alice.id}/remove-staff/`);
  }
  const rows = async (query: string) => {
    const $ = dom(await browser.get(`/admin/log/${query}`));
    return $('tbody tr')
      .toArray()
      .map((row) => $(row).find('td').first().text().trim());
  };
  expect((await rows('')).slice(0, 2)).toEqual(['Removed administrator rights', 'Made an administrator']);
  expect(await rows('')).toHaveLength(20);
  expect(await rows('?page=2')).toHaveLength(3);
  expect(await rows('?action=staff_given')).toHaveLength(11);
  expect(await rows('?action=signed_in')).toEqual(['Signed in']);
  expect(await rows(`?user=${alice.id}&page=2`)).toHaveLength(2);
  expect(await rows('?user=2000000000')).toEqual([]);
  for (const query of ['?action=x', '?user=x', '?user=99999999999', '?page=0'])
    expect(await rows(query)).toHaveLength(20);
});
