// An entry, the tasks that it completes and the next step are one move.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Task } from '../../src/db/generated/client.ts';
import { logInteraction } from '../../src/interactions/logInteraction.service.ts';
import { createUser, dbOf, dom } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const now = new Date('2026-11-22T16:00:00Z');
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });
let contact: number;
let address: string;
let late: Task;
let today: Task;

beforeEach(async () => {
  contact = await person('Jan');
  address = `/contacts/${contact}/interactions/create/`;
  late = await task('Price of walnut stools', '2026-11-13');
  today = await task('Send the sample', '2026-11-22');
});

async function person(first_name: string): Promise<number> {
  return (await db.contact.create({ data: { user_id: alice.id, first_name } })).id;
}

function task(title: string, due: string | null, more: Partial<Task> = {}): Promise<Task> {
  const due_date = due === null ? null : new Date(due);
  return db.task.create({ data: { user_id: alice.id, contact_id: contact, title, due_date, ...more } });
}

const open = async () =>
  (await sql(`SELECT title FROM tasks WHERE status <> 'done' ORDER BY due_date, id`)).map(({ title }) => title);
const entries = async () => (await sql('SELECT content FROM interactions')).map(({ content }) => content);
const ticked = ($: ReturnType<typeof dom>) =>
  $('[name=completed_tasks]:checked')
    .toArray()
    .map((box) => Number($(box).val()));
const offered = ($: ReturnType<typeof dom>) =>
  $('.composer-done-title')
    .toArray()
    .map((title) => $(title).text().trim());

describe('the composer', () => {
  test.each(['on the page of the person', 'on its own page'])(
    '%s offers what is late or due today, the most pressing ticked',
    async (where) => {
      await task('Tomorrow', '2026-11-23');
      await task('Some day', null);
      await task('Over', '2026-11-01', { status: 'done' });
      const $ = dom(await browser.get(where === 'on its own page' ? address : `/contacts/${contact}/`));
      expect(offered($)).toEqual(['Price of walnut stools', 'Send the sample']);
      expect(ticked($)).toEqual([late.id]);
      expect($('.composer-done').text()).toContain('9 days late');
    },
  );

  test('offers at most five, and without any says nothing of it', async () => {
    for (const title of ['a', 'b', 'c', 'd']) await task(title, '2026-11-20');
    expect(offered(dom(await browser.get(address)))).toHaveLength(5);
    await sql(`UPDATE tasks SET due_date = '2026-11-23'`);
    expect(dom(await browser.get(address))('.composer-done, [name=completed_tasks]').length).toBe(0);
  });

  test('goes by the date of the user', async () => {
    await sql(`UPDATE profiles SET time_zone = 'Pacific/Auckland'`);
    await task('There it is the 23rd', '2026-11-23');
    expect(offered(dom(await browser.get(address)))).toContain('There it is the 23rd');
  });

  test.each([
    ['call', 'call'],
    ['smoke', 'note'],
  ])('opened with ?type=%s begins as a %s', async (type, expected) => {
    for (const path of [address, `/contacts/${contact}/`]) {
      const $ = dom(await browser.get(`${path}?type=${type}`));
      expect($('[name=interaction_type]:checked').val()).toBe(expected);
    }
  });

  test('gives scripts the due tasks of a person alone', async () => {
    const response = await browser.get(address, { 'X-Fragment': 'done' });
    const $ = dom(response);
    expect(response.headers['vary']).toContain('X-Fragment');
    expect([offered($).length, $('form, h1').length]).toEqual([2, 0]);
  });
});

describe('saving', () => {
  test('writes the entry, completes what is ticked and plans the next step in one act, which Undo takes back', async () => {
    const before = await dumpOf(alice);
    const fields = { interaction_type: 'call', content: 'She takes six', next: 'week', next_title: 'Send the bill' };
    const response = await browser.post(address, { ...fields, completed_tasks: ['', late.id, today.id].map(String) });
    const [entry] = await sql<{ id: number }>('SELECT max(id) AS id FROM interactions');
    expect([response.status, response.headers['location']]).toEqual([
      303,
      `/contacts/${contact}/#interaction-${entry?.id}`,
    ]);
    expect([await entries(), await open()]).toEqual([['She takes six'], ['Send the bill']]);
    expect(await sql('SELECT open_tasks, next_due_date::text FROM contacts')).toEqual([
      { open_tasks: 1, next_due_date: '2026-11-29' },
    ]);
    expect(
      await sql(`SELECT count(DISTINCT act_id)::int AS acts FROM changes WHERE record_id <> ${contact}
      AND act_id > (SELECT max(act_id) FROM changes WHERE operation = 'create' AND record_id = ${today.id} AND kind = 'tasks')`),
    ).toEqual([{ acts: 1 }]);
    const $ = dom(await browser.get(`/contacts/${contact}/`));
    expect($('.flash p').text()).toBe('Saved. 2 tasks done. Next step: Sun 29 Nov.');
    await browser.post($('.flash form').attr('action') as string);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('says which task was done, in Polish as well', async () => {
    await browser.post(address, { content: 'x', completed_tasks: String(late.id) });
    expect(dom(await browser.get(`/contacts/${contact}/`))('.flash p').text()).toBe(
      'Saved. Done: Price of walnut stools.',
    );
    await sql(`UPDATE profiles SET locale = 'pl'`);
    await browser.post(address, { content: 'x', completed_tasks: String(today.id), next: 'tomorrow' });
    expect(dom(await browser.get(`/contacts/${contact}/`))('.flash p').text()).toBe(
      'Zapisano. Zrobione: Send the sample. Następny krok: pon., 23 lis.',
    );
  });

  test('a note leaves the last contact alone; a call sets it, and its undo takes it back', async () => {
    const last = async () => (await sql('SELECT last_contact_at AS at, last_contact_type AS type FROM contacts'))[0];
    await browser.post(address, { interaction_type: 'email', content: 'x', occurred_at: '2026-11-20T10:00' });
    const email = { at: new Date('2026-11-20T09:00:00Z'), type: 'email' };
    await browser.post(address, { interaction_type: 'note', content: 'x' });
    expect(await last()).toEqual(email);
    expect(dom(await browser.get(`/contacts/${contact}/`))('.last-contact').text()).toContain('2 days ago, email');
    await browser.post(address, { interaction_type: 'call', content: 'x', completed_tasks: String(late.id) });
    expect(await last()).toEqual({ at: now, type: 'call' });
    const $ = dom(await browser.get(`/contacts/${contact}/`));
    await browser.post($('.flash form').attr('action') as string);
    expect(await last()).toEqual(email);
  });

  test('with nothing ticked completes nothing', async () => {
    await browser.post(address, { content: 'x', completed_tasks: '' });
    expect(await open()).toHaveLength(2);
  });

  test('a repeating task makes its next one, and an undo takes that back', async () => {
    const series = { repeat: 'weekly', repeat_from: new Date('2026-11-14') } as const;
    const weekly = await task('Ask about stock', '2026-11-14', series);
    const before = await dumpOf(alice);
    await browser.post(address, { content: 'x', completed_tasks: String(weekly.id) });
    expect(await sql('SELECT due_date::text FROM tasks WHERE previous_id = $1', [weekly.id])).toEqual([
      { due_date: '2026-11-28' },
    ]);
    const $ = dom(await browser.get(`/contacts/${contact}/`));
    await browser.post($('.flash form').attr('action') as string);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('sent twice saves once, also at the same time', async () => {
    const form_id = 'a'.repeat(22);
    const fields = { form_id, content: 'once', completed_tasks: String(late.id), next: 'week' };
    const sent = await Promise.all([1, 2, 3].map(() => browser.post(address, fields)));
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect([(await entries()).length, (await open()).length]).toEqual([1, 2]);
  });

  test('an id that is junk, foreign, of other people or done completes nothing, and the note is saved', async () => {
    const bob = await createUser(app, 'bob');
    const bobs = dbOf(app, bob);
    const theirs = await bobs.contact.create({ data: { user_id: bob.id, first_name: 'Theirs' } });
    const foreign = await bobs.task.create({ data: { user_id: bob.id, contact_id: theirs.id, title: 'Foreign' } });
    const other = await task('Of somebody else', '2026-11-01', { contact_id: await person('Ola') });
    const nobodys = await task('Of nobody', '2026-11-01', { contact_id: null });
    const done = await task('Done before', '2026-11-01', { status: 'done', completed_at: new Date('2026-11-02') });
    const junk = ['0', '-1', '1e3', 'abc', '99999999999', '2147483647', '\0', '1;2'];
    const completed_tasks = [...junk, ...[foreign, other, nobodys, done].map(({ id }) => String(id))];
    const response = await browser.post(address, { content: 'kept', completed_tasks });
    expect([response.status, await entries()]).toEqual([303, ['kept']]);
    expect((await open()).sort()).toEqual([
      'Foreign',
      'Of nobody',
      'Of somebody else',
      'Price of walnut stools',
      'Send the sample',
    ]);
    const [row] = await sql('SELECT completed_at FROM tasks WHERE id = $1', [done.id]);
    expect(row).toEqual({ completed_at: new Date('2026-11-02') });
  });

  test('a step that cannot be saved rolls the rest back', async () => {
    await sql(`ALTER TABLE tasks ADD CONSTRAINT no_boom CHECK (title <> 'boom')`);
    try {
      const fields = { content: 'x', completed_tasks: String(late.id), next: 'week', next_title: 'boom' };
      expect((await browser.post(address, fields)).status).toBeGreaterThanOrEqual(400);
      expect([await entries(), (await open()).length]).toEqual([[], 2]);
    } finally {
      await sql('ALTER TABLE tasks DROP CONSTRAINT no_boom');
    }
  });

  test('by a service inside a transaction is part of it', async () => {
    const interaction = { interaction_type: 'call', content: 'x', occurred_at: now } as const;
    const moment = { now, today: '2026-11-22', time: '17:00', timeZone: 'Europe/Warsaw' };
    const logged = { contactId: contact, interaction, completedTasks: [late.id] };
    const failing = db.transaction(async (tx) => {
      await logInteraction(tx, logged, moment);
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect([await entries(), (await open()).length]).toEqual([[], 2]);
    expect(await db.transaction((tx) => logInteraction(tx, logged, moment))).toMatchObject({
      completed: [{ id: late.id, title: late.title }],
    });
  });
});

describe('what was ticked or unticked is kept', () => {
  test.each<[string, () => string[]]>([
    ['both', () => [String(late.id), String(today.id)]],
    ['another', () => [String(today.id)]],
    ['none', () => []],
  ])('when something is wrong: %s', async (_, chosen) => {
    const response = await browser.post(address, { content: '', completed_tasks: ['', ...chosen()] });
    expect(response.status).toBe(422);
    expect(ticked(dom(response)).map(String)).toEqual(chosen());
    expect(await open()).toHaveLength(2);
  });

  test.each<[string, () => string[]]>([
    ['both', () => ['', String(late.id), String(today.id)]],
    ['none', () => ['']],
  ])('when the session has ended meanwhile: %s', async (_, completed_tasks) => {
    await sql('DELETE FROM session');
    const fields = { _by: alice.id, _at: address, content: 'typed', completed_tasks: completed_tasks() };
    expect((await browser.post(address, fields)).headers['location']).toBe('/accounts/login/');
    await browser.signIn(alice);
    const $ = dom(await browser.get(address));
    expect([$('[name=content]').val(), ['', ...ticked($).map(String)]]).toEqual(['typed', completed_tasks()]);
  });
});
