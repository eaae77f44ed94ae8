// The stored counts of contacts are what counting them gives, whatever happens and however many transactions run at
// once.
import { beforeEach, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import type { OwnedDb } from '../../src/db/owned.ts';
import { createUser, dbOf, type TestApp, testApp } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

let app: TestApp;
let alice: User;
let db: OwnedDb;

beforeEach(async () => {
  app ??= await testApp();
  await emptyDatabase();
  alice = await createUser(app);
  db = dbOf(app, alice);
});

const add = async (data: object = {}) =>
  (await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa', ...data } })).id;
const plan = (contact_id: number) => db.task.create({ data: { user_id: alice.id, contact_id, title: 'Call' } });

async function expectSame(): Promise<void> {
  const kept = await sql(
    `SELECT status, sum(people)::int AS people, sum(unplanned)::int AS unplanned, sum(samples)::int AS samples
     FROM contact_counts GROUP BY user_id, status HAVING sum(people) <> 0 OR sum(unplanned) <> 0 OR sum(samples) <> 0
     ORDER BY user_id, status`,
  );
  const counted = await sql(
    `SELECT status, count(*)::int AS people, count(*) FILTER (WHERE open_tasks = 0)::int AS unplanned,
            count(*) FILTER (WHERE is_sample)::int AS samples
     FROM contacts GROUP BY user_id, status ORDER BY user_id, status`,
  );
  expect(kept).toEqual(counted);
}

test('counts follow contacts that are created, changed, given tasks, and deleted', async () => {
  const ids = [await add(), await add({ status: 'customer' }), await add({ is_sample: true })];
  await expectSame();
  const task = await plan(ids[0] as number);
  await expectSame();
  await db.contact.update({ where: db.key(ids[0] as number), data: { status: 'churned' } });
  await expectSame();
  await db.task.update({ where: db.key(task.id), data: { contact_id: ids[1] as number } });
  await db.contact.updateMany({ where: { is_sample: true }, data: { is_sample: false, status: 'prospect' } });
  await expectSame();
  await db.task.update({ where: db.key(task.id), data: { status: 'done' } });
  await db.contact.delete({ where: db.key(ids[2] as number) });
  await expectSame();
  await db.contact.deleteMany();
  await expectSame();
});

test('a transaction that is rolled back changes no count', async () => {
  await add();
  await db
    .transaction(async (tx) => {
      await tx.contact.create({ data: { user_id: alice.id, first_name: 'Nobody' } });
      throw new Error('given up');
    })
    .catch(() => {});
  await expectSame();
});

test('counts stay right when many contacts change at once and lines are summed up meanwhile', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, () => add()));
  await Promise.all([
    ...ids.map((id) => plan(id)),
    ...Array.from({ length: 40 }, (_, i) => add({ status: i % 2 ? 'lead' : 'customer' })),
    ...ids.map((id) => db.contact.update({ where: db.key(id), data: { status: 'prospect' } })),
  ]);
  await expectSame();
  await Promise.all(ids.map((id) => db.contact.delete({ where: db.key(id) })));
  await expectSame();
  const [lines] = await sql<{ count: string }>('SELECT count(*) FROM contact_counts');
  expect(Number(lines?.count)).toBeLessThanOrEqual(80);
});

test('the counts of a deleted user are deleted', async () => {
  await add();
  const bob = await createUser(app, 'bob');
  await dbOf(app, bob).contact.create({ data: { user_id: bob.id, first_name: 'Adam' } });
  await app.database.prisma.user.delete({ where: { id: alice.id } });
  expect(await sql('SELECT user_id, people FROM contact_counts')).toEqual([{ user_id: bob.id, people: 1 }]);
});
