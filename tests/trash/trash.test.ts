import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createEachKind, createRecords, dumpOf, fullDumpOf, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const day = 86_400_000;

let ids: LinkedIds;
let now: Date;

beforeEach(() => {
  now = new Date('2026-11-23T10:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });
beforeEach(async () => {
  ids = await createRecords(app, alice);
  await sql('DELETE FROM acts');
});

/** Everything of the user but the history, in an order of its own: the same rows are the same text. */
async function recordsOf(user: User): Promise<unknown> {
  const { users: _, ...records } = await dumpOf(user);
  const summaries = await sql('SELECT * FROM summaries WHERE user_id = $1', [user.id]);
  const counts = await sql(
    `SELECT status, sum(people)::int AS people, sum(unplanned)::int AS unplanned, sum(samples)::int AS samples
     FROM contact_counts WHERE user_id = $1 GROUP BY status HAVING sum(people) <> 0`,
    [user.id],
  );
  return { ...records, summaries, counts };
}

const inTrash = `operation = 'delete' AND NOT is_cascade AND NOT by_undo AND undone_by IS NULL`;
const trashIds = async () =>
  (await sql<{ id: string }>(`SELECT id FROM changes WHERE ${inTrash} ORDER BY id`)).map(({ id }) => Number(id));
const lastId = async () => (await trashIds()).at(-1) ?? 0;

/** Deletes by its page and gives the address behind "Undo" on the next one. */
async function deleted(path: string): Promise<string> {
  const response = await browser.post(path);
  expect(response.status).toBe(303);
  const shown = dom(await browser.get(response.headers['location'] ?? ''));
  return String(shown('.flash form').attr('action'));
}

/** A contact with everything that can hang on one, and links to and from what stays. */
async function tangle(): Promise<void> {
  const own = { user_id: alice.id, contact_id: ids.contact };
  await db.interaction.create({ data: { ...own, interaction_type: 'call', content: 'Zażółć "gęślą" \\ 🐘\nשלום' } });
  const other = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa', company_id: ids.company } });
  const dates = { repeat: 'weekly', due_date: new Date('2026-12-01'), repeat_from: new Date('2026-12-01') } as const;
  const first = await db.task.create({ data: { ...own, title: 'first', status: 'done', completed_at: now, ...dates } });
  await db.task.create({ data: { ...own, title: 'second', previous_id: first.id, ...dates } });
  // Of another contact, and yet come of what was said to this one.
  await db.task.create({
    data: { user_id: alice.id, contact_id: other.id, title: 'for Ewa', interaction_id: ids.interaction },
  });
  await db.summary.create({
    data: {
      user_id: alice.id,
      contact_id: ids.contact,
      content: '{}',
      locale: 'pl',
      provider: 'x',
      model: 'y',
      tokens_in: 1,
      tokens_out: 2,
      made_at: now,
    },
  });
}

describe('undone, everything is as it was, to the last column', () => {
  test.each([
    [
      'a contact with all that hangs on it',
      () => `/contacts/${ids.contact}/delete/`,
      () => `/contacts/${ids.contact}/`,
    ],
    ['a company and its people', () => `/companies/${ids.company}/delete/`, () => `/companies/${ids.company}/`],
    [
      'what was said, and the tasks that came of it',
      () => `/interactions/${ids.interaction}/delete/`,
      () => `/contacts/${ids.contact}/#interaction-${ids.interaction}`,
    ],
    ['a task', () => `/tasks/${ids.task}/delete/`, () => `/tasks/${ids.task}/edit/`],
  ])('%s', async (_, path, back) => {
    await tangle();
    const before = await recordsOf(alice);
    const undo = await deleted(path());
    expect(await recordsOf(alice)).not.toEqual(before);
    const response = await browser.post(undo);
    expect([response.status, response.headers['location']]).toEqual([303, back()]);
    expect(await recordsOf(alice)).toEqual(before);
    expect(await trashIds()).toEqual([]);
  });

  test('the first of a series, which the second still comes after', async () => {
    await tangle();
    const before = await recordsOf(alice);
    const first = await db.task.findFirstOrThrow({ where: { title: 'first' } });
    await browser.post(await deleted(`/tasks/${first.id}/delete/`));
    expect(await recordsOf(alice)).toEqual(before);
  });

  test('a contact after its company, each by itself', async () => {
    await tangle();
    const before = await recordsOf(alice);
    const company = await deleted(`/companies/${ids.company}/delete/`);
    const contact = await deleted(`/contacts/${ids.contact}/delete/`);
    await browser.post(company);
    await browser.post(contact);
    expect(await recordsOf(alice)).toEqual(before);
  });
});

describe('restoring', () => {
  test('twice, from two windows, brings it back once', async () => {
    const undo = await deleted(`/contacts/${ids.contact}/delete/`);
    const answers = await Promise.all([browser.post(undo), browser.post(undo)]);
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(
      Array(2).fill([303, `/contacts/${ids.contact}/`]),
    );
    expect(await db.contact.count({ where: { id: ids.contact } })).toBe(1);
  });

  test('leaves out a link to what is gone meanwhile', async () => {
    const undo = await deleted(`/contacts/${ids.contact}/delete/`);
    await browser.post(`/companies/${ids.company}/delete/`);
    await browser.post(undo);
    const contact = await db.contact.findFirstOrThrow({ where: { id: ids.contact } });
    expect([contact.company_id, contact.search_text]).toEqual([null, expect.not.stringContaining('stolarnia dab')]);
  });

  test('what was said needs its contact, and says so', async () => {
    const said = await deleted(`/interactions/${ids.interaction}/delete/`);
    const contact = await deleted(`/contacts/${ids.contact}/delete/`);
    const refused = await browser.post(said);
    expect(refused.headers['location']).toBe('/trash/');
    expect((await browser.get('/trash/')).text).toContain('Restore the contact first.');
    await browser.post(contact);
    await browser.post(said);
    expect(await db.interaction.count({ where: { id: ids.interaction } })).toBe(1);
  });

  test('a task comes back without a contact that is gone', async () => {
    const task = await deleted(`/tasks/${ids.task}/delete/`);
    await browser.post(`/contacts/${ids.contact}/delete/`);
    await browser.post(task);
    expect(await db.task.findFirstOrThrow({ where: { id: ids.task } })).toMatchObject({ contact_id: null });
  });

  test('does not take the place of another that follows by now', async () => {
    await tangle();
    const second = await db.task.findFirstOrThrow({ where: { title: 'second' } });
    const undo = await deleted(`/tasks/${second.id}/delete/`);
    const data = { user_id: alice.id, title: 'third', previous_id: second.previous_id };
    await db.task.create({ data });
    expect((await browser.post(undo)).status).toBe(303);
    expect(await db.task.findFirstOrThrow({ where: { id: second.id } })).toMatchObject({ previous_id: null });
  });

  test.each(['someone else’s', 'nobody’s'])('%s is 404, and changes nothing', async (whose) => {
    await browser.post(`/contacts/${ids.contact}/delete/`);
    const id = await lastId();
    const bob = await createUser(app, 'bob');
    const stranger = whose === 'nobody’s' ? browser : await signedIn(app, bob);
    const address = whose === 'nobody’s' ? 999_999 : id;
    const before = [await fullDumpOf(alice), await fullDumpOf(bob)];
    for (const act of ['restore', 'delete']) {
      expect((await stranger.post(`/trash/${address}/${act}/`)).status).toBe(404);
    }
    expect([await fullDumpOf(alice), await fullDumpOf(bob)]).toEqual(before);
  });

  test('rows of a former version without a column of now, or with one of then, come back', async () => {
    const undo = await deleted(`/companies/${ids.company}/delete/`);
    await sql(`UPDATE changes SET old = jsonb_set(old - 'industry', '{fax}', '"1"') WHERE operation = 'delete'`);
    expect((await browser.post(undo)).status).toBe(303);
    expect(await db.company.findFirstOrThrow({ where: { id: ids.company } })).toMatchObject({ industry: '' });
  });
});

describe('what is added to a contact at the moment it is deleted', () => {
  test('is kept with it', async () => {
    const adding = Array.from({ length: 8 }, (_, i) =>
      browser.post(`/contacts/${ids.contact}/interactions/create/`, { content: `said ${i}`, interaction_type: 'note' }),
    );
    const [removed, ...answers] = await Promise.all([browser.post(`/contacts/${ids.contact}/delete/`), ...adding]);
    expect(removed?.status).toBe(303);
    const saved = answers.filter(({ status }) => status === 303).length;
    await browser.post(`/trash/${await lastId()}/restore/`);
    expect(await db.interaction.count({ where: { content: { startsWith: 'said ' } } })).toBe(saved);
  });
});

describe('the list', () => {
  test('says what was deleted, whose, with what, and for how long it is kept', async () => {
    await tangle();
    await browser.post(`/interactions/${ids.interaction}/delete/`);
    now = new Date(now.getTime() + 10 * day);
    await browser.openSession(alice);
    await browser.post(`/contacts/${ids.contact}/delete/`);
    await browser.post(`/companies/${ids.company}/delete/`);
    now = new Date(now.getTime() + day);
    await browser.openSession(alice);
    const $ = dom(await browser.get('/trash/'));
    const rows = $('.trash-row')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' ').trim());
    expect(rows[0]).toMatch(/Company ?Stolarnia Dąb had 1 person Deleted .*29 days left/);
    expect(rows[1]).toMatch(/Contact ?Jan Kowalski 1 entry 3 tasks Deleted .*29 days left/);
    expect(rows[2]).toMatch(/Entry ?Pytał o stół\. Jan Kowalski Deleted .*19 days left/);
  });

  test('is empty at first, and says what comes here', async () => {
    const $ = dom(await browser.get('/trash/'));
    expect($('.empty').text()).toContain('Nothing deleted recently');
    expect($('.trash-row')).toHaveLength(0);
  });

  test('speaks Polish, with its plurals', async () => {
    const ola = await createUser(app, 'ola', { locale: 'pl' });
    const hers = await createRecords(app, ola);
    const polish = await signedIn(app, ola);
    await polish.post(`/companies/${hers.company}/delete/`);
    const text = (await polish.get('/trash/')).text;
    expect(text).toContain('Ostatnio usunięte');
    expect(text).toContain('z 1 osobą');
    expect(text).toContain('zostało 30 dni');
  });

  test('has pages of twenty, and takes a page that makes no sense as the first', async () => {
    for (let i = 0; i < 21; i++) {
      const { id } = await db.task.create({ data: { user_id: alice.id, title: `task ${i}` } });
      await browser.post(`/tasks/${id}/delete/`);
    }
    const count = async (page: string) => dom(await browser.get(`/trash/?page=${page}`))('.trash-row').length;
    expect([await count('1'), await count('2'), await count('9'), await count('x')]).toEqual([20, 1, 20, 20]);
  });

  test('shows text as text', async () => {
    await db.contact.updateMany({ where: { id: ids.contact }, data: { first_name: '<b>x</b>', last_name: '' } });
    await browser.post(`/contacts/${ids.contact}/delete/`);
    expect((await browser.get('/trash/')).text).toContain('&lt;b&gt;x&lt;/b&gt;');
  });

  test('needs a session', async () => {
    const nobody = new Visitor(app);
    expect((await nobody.get('/trash/')).headers['location']).toBe('/accounts/login/?next=%2Ftrash%2F');
  });
});

describe('after thirty days', () => {
  test('it is gone from the list, and cannot be restored', async () => {
    const undo = await deleted(`/contacts/${ids.contact}/delete/`);
    now = new Date(now.getTime() + 30 * day - 1000);
    await browser.openSession(alice);
    expect(dom(await browser.get('/trash/'))('.trash-row').text()).toContain('1 day left');
    now = new Date(now.getTime() + 1000);
    expect(dom(await browser.get('/trash/'))('.trash-row')).toHaveLength(0);
    expect((await browser.post(undo)).status).toBe(404);
    expect(await db.contact.count()).toBe(0);
  });
});

describe('for good', () => {
  test('one goes after a page that says what, and no other', async () => {
    await browser.post(`/tasks/${ids.task}/delete/`);
    await browser.post(`/contacts/${ids.contact}/delete/`);
    const [task, contact] = await trashIds();
    const page = dom(await browser.get(`/trash/${contact}/delete/`));
    expect(page('.confirm').text()).toMatch(/Contact: Jan Kowalski[\s\S]*1 entry[\s\S]*can’t be undone/);
    expect((await browser.post(`/trash/${contact}/delete/`)).status).toBe(303);
    expect(await trashIds()).toEqual([task]);
    expect(await sql(`SELECT 1 FROM changes WHERE kind = 'contacts' AND record_id = $1`, [ids.contact])).toEqual([]);
  });

  test('all go at once, of this user only', async () => {
    const bob = await createUser(app, 'bob');
    await createEachKind(app, bob);
    await browser.post(`/tasks/${ids.task}/delete/`);
    await browser.post(`/contacts/${ids.contact}/delete/`);
    expect(dom(await browser.get('/trash/empty/'))('.confirm').text()).toContain('2 deleted items');
    await browser.post('/trash/empty/');
    expect(await sql(`SELECT user_id FROM changes WHERE ${inTrash}`)).toEqual([{ user_id: bob.id }]);
    expect((await browser.get('/trash/empty/')).headers['location']).toBe('/trash/');
  });
});

test('examples that were deleted go with the others, unless words of the owner’s hang on them', async () => {
  await browser.post('/sample/fill/');
  const [one, other] = await db.contact.findMany({ where: { is_sample: true }, take: 2, orderBy: { id: 'asc' } });
  await db.interaction.create({ data: { user_id: alice.id, contact_id: other?.id ?? 0, content: 'my own words' } });
  await browser.post(`/contacts/${one?.id}/delete/`);
  await browser.post(`/contacts/${other?.id}/delete/`);
  await browser.post('/sample/remove/');
  expect(await sql(`SELECT record_id FROM changes WHERE ${inTrash}`)).toEqual([{ record_id: other?.id }]);
});

test('the page before deleting says that there is a way back', async () => {
  expect(dom(await browser.get(`/contacts/${ids.contact}/delete/`))('.confirm').text()).toContain('for 30 days');
});

test('deleting the user takes the trash along', async () => {
  await browser.post(`/contacts/${ids.contact}/delete/`);
  await sql('DELETE FROM users WHERE id = $1', [alice.id]);
  expect(await sql('SELECT 1 FROM changes')).toEqual([]);
});
