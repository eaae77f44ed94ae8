import { beforeEach, expect, test } from 'vitest';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

let now: Date;
beforeEach(() => {
  now = new Date('2026-03-12T09:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

const add = (first_name: string, person = {}) =>
  db.contact.create({ data: { user_id: alice.id, first_name, ...person } });
const log = (contact_id: number, occurred_at: string, interaction_type: 'call' | 'note' | 'email' = 'call') => {
  const data = {
    user_id: alice.id,
    contact_id,
    interaction_type,
    content: 'Hello',
    occurred_at: new Date(occurred_at),
  };
  return db.interaction.create({ data });
};
const read = async (path = '/look-back/', visitor = browser) => {
  const $ = dom(await visitor.get(path));
  const items = (id: string) =>
    $(`[aria-labelledby="look-back-${id}"] li`)
      .toArray()
      .map((one) => $(one).text().replace(/\s+/g, ' ').trim());
  return { $, items };
};

test('tells what was done between Monday and Sunday of the owner', async () => {
  const { id } = await add('Ola');
  for (const at of ['2026-03-08T22:59:00Z', '2026-03-08T23:01:00Z', '2026-03-11T10:00:00Z']) await log(id, at);
  await log(id, '2026-03-11T11:00:00Z', 'note');
  await sql(
    `INSERT INTO tasks (user_id, title, status, completed_at) VALUES
     ($1, 'Sent the offer', 'done', '2026-03-10T10:00:00Z'), ($1, 'Older', 'done', '2026-03-02T10:00:00Z')`,
    [alice.id],
  );
  const { items, $ } = await read();
  expect(items('done')).toEqual(['2 calls', '1 note', '1 task finished']);
  expect([items('entries').length, items('tasks')]).toEqual([3, ['Sent the offer']]);
  expect($('.page-lead').text().replace(/\s/g, ' ')).toBe('9 – 15 March 2026');
  const earlier = await read('/look-back/?week=2026-03-02');
  expect([earlier.items('done'), earlier.items('tasks')]).toEqual([['1 call', '1 task finished'], ['Older']]);
});

test('names who became a customer, unless that was undone, and not who was imported as one', async () => {
  const [jan, ola] = [await add('Jan'), await add('Ola')];
  await add('Imported', { status: 'customer' });
  for (const { id } of [jan, ola]) await browser.post(`/contacts/${id}/status/`, { status: 'customer', from: 'lead' });
  await browser.post('/contacts/create/', { first_name: 'New', status: 'customer' });
  await sql(`UPDATE acts SET cause = 'import' WHERE cause <> 'form'`);
  const [act] = await sql<{ id: string }>(
    `SELECT act_id AS id FROM changes WHERE record_id = $1 AND field = 'status'`,
    [ola.id],
  );
  await browser.post(`/activity/${act?.id}/undo/`);
  await sql(`UPDATE acts SET at = '2026-03-11T10:00:00Z'`);
  expect((await read()).items('customers').sort()).toEqual(['Jan', 'New']);
  expect((await read('/look-back/?week=2026-03-02')).items('customers')).toEqual([]);
});

test('names who went quiet: by a rhythm, or after three months without a plan', async () => {
  const spoken = async (name: string, at: string, person = {}) => log((await add(name, person)).id, at);
  await spoken('Rhythm', '2026-03-03T10:00:00Z', { keep_in_touch_days: 7 });
  await spoken('Silent', '2025-12-10T10:00:00Z', { status: 'customer' });
  await spoken('Only a lead', '2025-12-10T10:00:00Z');
  await spoken('Gone', '2025-12-10T10:00:00Z', { status: 'churned' });
  await spoken('Not yet', '2025-12-20T10:00:00Z', { status: 'customer' });
  expect((await read()).items('quiet').map((line) => line.split(' last')[0])).toEqual(['Silent', 'Rhythm']);
});

test('of a week with nothing says so, and leads to the others', async () => {
  const { $ } = await read('/look-back/?week=2026-01-01');
  expect($('.empty').text()).toContain('Nothing in this week');
  const links = $('.look-back-weeks a')
    .toArray()
    .map((one) => $(one).attr('href'));
  expect(links).toEqual(['/look-back/?week=2025-12-22', '/look-back/?week=2026-01-05']);
  expect((await read()).$('.look-back-weeks a')).toHaveLength(1);
});

test('is linked from Today, is not for nobody, and shows nothing of others', async () => {
  const { id } = await add('Ola');
  await log(id, '2026-03-11T10:00:00Z');
  expect(dom(await browser.get('/dashboard/'))('a[href="/look-back/"]')).toHaveLength(1);
  expect((await new Visitor(app).get('/look-back/')).headers['location']).toContain('/accounts/login/');
  const zoe = await signedIn(app, await createUser(app, 'zoe'));
  expect((await read('/look-back/', zoe)).$('.empty')).toHaveLength(1);
});
