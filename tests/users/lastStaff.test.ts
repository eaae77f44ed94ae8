// There is always an active administrator.
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { performUserAction, type UserAction } from '../../src/admin/userActions.service.ts';
import type { User } from '../../src/db/generated/client.ts';
import { deleteUser } from '../../src/users/deleteUser.service.ts';
import { accountOf, createStaff, logged } from '../admin/support.ts';
import { createUser, dom, signedIn, type TestApp, testApp } from '../support/app.ts';
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

const staffLeft = () => sql('SELECT id FROM users WHERE is_staff AND is_active');

test.each(['deactivate', 'remove-staff', 'delete'])('the last administrator cannot be removed by %s', async (name) => {
  await createStaff(app, 'former', { is_active: false });
  const browser = await signedIn(app, boss);
  const response = await browser.post(`/admin/users/${boss.id}/${name}/`, { username: 'boss' });
  expect(response.status).toBe(422);
  expect(dom(response)('[role=alert]').text()).toContain('only active administrator');
  expect(await accountOf(boss.id)).toMatchObject({ is_staff: true, is_active: true });
  expect(await logged()).toEqual([]);
});

test('the page of the last administrator offers no way to remove them', async () => {
  const $ = dom(await (await signedIn(app, boss)).get(`/admin/users/${boss.id}/`));
  const offered = $('form, a')
    .toArray()
    .map((one) => $(one).attr('action') ?? $(one).attr('href') ?? '');
  expect(offered.filter((address) => /deactivate|remove-staff|delete/.test(address))).toEqual([]);
  expect(offered.some((address) => address.endsWith('/sign-out/'))).toBe(true);
});

const ways: [UserAction | 'delete', UserAction | 'delete'][] = [
  ['remove-staff', 'remove-staff'],
  ['deactivate', 'remove-staff'],
  ['delete', 'deactivate'],
  ['delete', 'delete'],
];

test.each(ways)('simultaneous %s and %s leave one administrator', async (first, second) => {
  for (let round = 0; round < 6; round++) {
    await emptyDatabase();
    const [a, b] = [await createStaff(app, 'a'), await createStaff(app, 'b')];
    const at = { at: new Date(), actor_id: a.id, ip: '' };
    const run = (name: UserAction | 'delete', { id }: User) =>
      name === 'delete' ? deleteUser(app.database, id, at) : performUserAction(app.database, name, id, at);
    const outcomes = await Promise.all([run(first, a), run(second, b)]);
    expect(outcomes.sort()).toEqual(['done', 'last_staff']);
    expect(await staffLeft()).toHaveLength(1);
    expect(await logged()).toHaveLength(1);
  }
});

test('one of two administrators can be removed', async () => {
  await createStaff(app, 'second');
  await createUser(app, 'ordinary');
  const browser = await signedIn(app, boss);
  expect((await browser.post(`/admin/users/${boss.id}/remove-staff/`)).status).toBe(303);
  expect((await browser.get('/admin/')).status).toBe(404);
  expect(await staffLeft()).toHaveLength(1);
});
