import { beforeEach, describe, expect, test } from 'vitest';
import { deleteRecord } from '../../src/history/deleteRecord.service.ts';
import { runAct } from '../../src/history/runActs.service.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { mergeRecords } from '../../src/merge/merge.service.ts';
import { createUser, dbOf, dom, signedIn } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createEachKind, dumpOf, fullDumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

let now: Date;
beforeEach(() => {
  now = new Date('2026-11-23T10:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The rows of the list: title and changed fields. */
async function rows(query = ''): Promise<string[]> {
  const response = await browser.get(`/activity/${query}`);
  expect(response.status).toBe(200);
  const $ = dom(response);
  $('.visually-hidden').remove();
  return $('.act-row')
    .toArray()
    .map((row) =>
      [
        $(row).find('.act-title'),
        ...$(row)
          .find('.change-lines > li')
          .toArray()
          .map((line) => $(line)),
      ]
        .map((one) => tidy(one.text()))
        .join(' | '),
    );
}

async function details(query = ''): Promise<string[]> {
  const $ = dom(await browser.get(`/activity/${query}`));
  return $('.act-meta')
    .toArray()
    .map((meta) => tidy($(meta).text()));
}

const path = async (query = '') =>
  String(
    dom(await browser.get(`/activity/${query}`))('.act-title')
      .first()
      .attr('href'),
  );
const undoPath = async () => `${await path()}undo/`;
const flashOf = async (address: string) => tidy(dom(await browser.get(address))('.flash p').text());

async function addJan(first_name = 'Jan', last_name = 'Kowalski'): Promise<number> {
  const response = await browser.post('/contacts/create/', { first_name, last_name });
  return Number(/\d+/.exec(response.headers['location'] ?? '')?.[0]);
}

async function edit(id: number, fields: Record<string, string>): Promise<void> {
  const form = dom(await browser.get(`/contacts/${id}/edit/`));
  const values = Object.fromEntries(
    ['first_name', 'last_name', 'position', 'email', 'phone', 'status', 'notes', 'company', 'version'].map((name) => [
      name,
      String(form(`[name=${name}]`).first().val() ?? ''),
    ]),
  );
  expect((await browser.post(`/contacts/${id}/edit/`, { ...values, ...fields })).status).toBe(303);
}

describe('the list', () => {
  test('of a new account says that nothing has changed', async () => {
    expect(dom(await browser.get('/activity/'))('.empty h2').text()).toBe('No activity yet');
  });

  test('is linked in the account menu', async () => {
    expect(dom(await browser.get('/dashboard/'))('.menu-panel [href="/activity/"]').text()).toContain('Activity');
  });

  test('tells in plain words what was added, changed and deleted', async () => {
    const jan = await addJan();
    await edit(jan, { status: 'customer', position: 'Joiner' });
    await browser.post(`/contacts/${jan}/interactions/create/`, {
      interaction_type: 'call',
      content: 'Asked.',
      next: 'none',
    });
    await browser.post('/tasks/create/', { title: 'Quote', contact: String(jan), due_date: '2026-11-30' });
    await browser.post('/companies/create/', { name: 'Oak Ltd' });
    await browser.post(`/contacts/${jan}/delete/`);
    expect(await rows()).toEqual([
      'Deleted Jan Kowalski with 1 entry and 1 task',
      'Added the company Oak Ltd',
      'Added the task “Quote”',
      'Added a phone call with Jan Kowalski',
      'Jan Kowalski | Position: empty → Joiner | Status: Lead → Customer',
      'Added Jan Kowalski',
    ]);
    expect((await details())[0]).toBe('You 23 Nov 2026, 11:00 by hand');
  });

  test('counts where an act changed many', async () => {
    await browser.post('/sample/fill/');
    const [told] = await rows();
    expect(told).toMatch(/^Added \d+ people, \d+ companies, \d+ entries, \d+ tasks and \d+ tags/);
    expect((await details())[0]).toContain('as examples');
  });

  test('names the one person that was added with more', async () => {
    const fields = { first_name: 'Ewa', company_name: 'Oak Ltd', company_pick: 'new', tags: 'VIP, Fair' };
    await browser.post('/contacts/create/', fields);
    expect((await rows())[0]).toBe('Added Ewa, the company Oak Ltd and 2 tags');
  });

  test('tells what happened to each of many', async () => {
    const people = ['Ewa', 'Jan', 'Ola'].map((first_name) => ({ user_id: alice.id, first_name }));
    const ids = (await db.contact.createManyAndReturn({ data: people, select: { id: true } })).map(({ id }) => id);
    const company = await db.company.create({ data: { user_id: alice.id, name: 'Oak' } });
    const other = await db.company.create({ data: { user_id: alice.id, name: 'Elm' } });
    const change = (action: string, fields = {}, some = ids) =>
      browser.post('/contacts/bulk/run/', { ids: some.map(String), count: String(some.length), action, ...fields });
    await change('add_tags', { tags: 'VIP' }, ids.slice(0, 1));
    await change('add_tags', { tags: 'VIP, Fair' });
    await change('status', { status: 'customer' });
    await change('status', { status: 'lead' }, ids.slice(1));
    await change('source', { source: 'Fair' });
    await change('rhythm', { keep_in_touch_days: '30' });
    await change('star');
    await change('unstar');
    await change('remove_tags', { tags: 'VIP' });
    await browser.post('/companies/bulk/run/', {
      ...{ ids: [company.id, other.id].map(String), count: '2', action: 'industry', industry: 'Wood' },
    });
    const told = await rows('?cause=bulk');
    expect(told.reverse().slice(1)).toEqual([
      'Added the tags “VIP” and “Fair” to 3 people',
      'Changed the status of 3 people to Customer',
      'Changed the status of Jan and Ola to Lead',
      'Changed the source of 3 people to “Fair”',
      'Set “Keep in touch” to every month for 3 people',
      'Starred 3 people',
      'Removed the star from 3 people',
      'Removed the tag “VIP” from 3 people',
      'Changed the industry of the company Oak and the company Elm to “Wood”',
    ]);
    await browser.post(`${await path('?cause=bulk')}undo/`);
    expect(await rows()).toContain('Undone: changed the industry of the company Oak and the company Elm to “Wood”');
  });

  test('shows dates, times, priorities and the contact of a task as people read them', async () => {
    const jan = await addJan();
    const fields = { title: 'Quote', due_date: '2026-11-30', priority: 'normal', repeat: 'never', status: 'todo' };
    await browser.post('/tasks/create/', fields);
    const { id, updated_at } = await db.task.findFirstOrThrow();
    const changed = { ...fields, due_date: '2026-12-01', due_time: '9:30', priority: 'high', contact: String(jan) };
    await browser.post(`/tasks/${id}/edit/`, { ...changed, version: String(updated_at.getTime()) });
    expect((await rows())[0]).toBe(
      'Quote | Date: 30 Nov 2026 → 1 Dec 2026 | Time: empty → 09:30 | Priority: Normal → High | and more changes',
    );
  });

  test('shows no change of what the application keeps for itself', async () => {
    const jan = await addJan();
    await sql('UPDATE contacts SET is_sample = true WHERE id = $1', [jan]);
    expect(await rows()).toEqual(['Added Jan Kowalski']);
  });

  test('leaves out acts without changes', async () => {
    await db.transaction((tx) => tx.act());
    expect(await rows()).toEqual([]);
  });

  test('cuts long texts', async () => {
    const jan = await addJan();
    await edit(jan, { notes: 'word '.repeat(2000) });
    const [told = ''] = await rows();
    expect(told).toMatch(/^Jan Kowalski \| Notes: empty → (word )+word…$/);
    expect(told.length).toBeLessThan(250);
  });

  test('has pages', async () => {
    for (let n = 0; n < 21; n++) await db.contact.create({ data: { user_id: alice.id, first_name: `Contact ${n}` } });
    expect(await rows()).toHaveLength(20);
    expect(await rows('?page=2')).toEqual(['Added Contact 0']);
    expect(await rows('?page=3')).toHaveLength(20);
  });
});

describe('filters', () => {
  let jan: number;
  beforeEach(async () => {
    jan = await addJan();
    await browser.post(`/contacts/${jan}/interactions/create/`, {
      interaction_type: 'note',
      content: 'Asked.',
      next: 'none',
    });
    await browser.post('/tasks/create/', { title: 'Quote', contact: String(jan) });
    await browser.post('/companies/create/', { name: 'Oak Ltd' });
    await browser.post('/contacts/create/', { first_name: 'Ewa' });
  });

  test.each([
    ['?kind=companies', ['Added the company Oak Ltd']],
    ['?kind=contacts', ['Added Ewa', 'Added Jan Kowalski']],
    ['?cause=import', []],
    ['?kind=tasks&cause=form', ['Added the task “Quote”']],
  ])('%s', async (query, expected) => {
    expect(await rows(query)).toEqual(expected);
  });

  test('a person: what concerns them, also what was deleted', async () => {
    const { id } = await db.task.findFirstOrThrow();
    await browser.post(`/tasks/${id}/delete/`);
    expect(await rows(`?contact=${jan}`)).toEqual([
      'Deleted the task “Quote”',
      'Added the task “Quote”',
      'Added a note on Jan Kowalski',
      'Added Jan Kowalski',
    ]);
    expect(await rows(`?contact=${jan}&kind=interactions`)).toEqual(['Added a note on Jan Kowalski']);
  });

  test('a typed name leads to the person', async () => {
    const response = await browser.get('/activity/?contact=&contact_name=jan+kowalski&kind=tasks');
    expect([response.status, response.headers['location']]).toEqual([303, `/activity/?kind=tasks&contact=${jan}`]);
  });

  test.each([
    '?kind=users',
    '?cause=magic',
    '?contact=x',
    '?contact=0',
    '?actor=-1',
    '?page=x',
    '?kind=%27%3B--',
    '?actor=99999999999',
  ])('%s makes no sense and is treated as absent', async (query) => {
    expect(await rows(query)).toHaveLength(5);
  });

  test('a person of somebody else is treated as absent', async () => {
    const bob = await createUser(app, 'bob');
    const { id } = await dbOf(app, bob).contact.create({ data: { user_id: bob.id, first_name: 'Zoe' } });
    expect(await rows(`?contact=${id}`)).toHaveLength(5);
  });

  test('by whom is offered only when several did something', async () => {
    expect(dom(await browser.get('/activity/'))('[name=actor]')).toHaveLength(0);
    const bob = await createUser(app, 'bob');
    await sql(`UPDATE acts SET actor_id = $1 WHERE id = (SELECT max(id) FROM acts)`, [bob.id]);
    const $ = dom(await browser.get('/activity/'));
    expect(
      $('[name=actor] option')
        .toArray()
        .map((one) => $(one).text())
        .sort(),
    ).toEqual(['Anyone', 'You', 'bob']);
    expect(await rows(`?actor=${bob.id}`)).toEqual(['Added Ewa']);
    expect((await details(`?actor=${bob.id}`))[0]).toContain('bob');
  });
});

describe('undo', () => {
  test('takes an act back and marks it; undone again, it is done again', async () => {
    const jan = await addJan();
    await edit(jan, { status: 'customer' });
    const changed = await path();
    const response = await browser.post(`${changed}undo/`);
    expect([response.status, response.headers['location']]).toEqual([303, '/activity/']);
    expect(await flashOf('/activity/')).toBe('Undone.');
    expect(await db.contact.findFirstOrThrow()).toMatchObject({ status: 'lead' });
    expect(await rows()).toEqual([
      'Undone: Jan Kowalski | Status: Lead → Customer',
      'Jan Kowalski | Status: Lead → Customer',
      'Added Jan Kowalski',
    ]);
    expect(await details()).toEqual([
      'You 23 Nov 2026, 11:00',
      'You 23 Nov 2026, 11:00 by hand Undone 23 Nov 2026, 11:00',
      'You 23 Nov 2026, 11:00 by hand',
    ]);
    expect(dom(await browser.get('/activity/'))(`form[action="${changed}undo/"]`)).toHaveLength(0);

    await browser.post(await undoPath());
    expect(await db.contact.findFirstOrThrow()).toMatchObject({ status: 'customer' });
    expect((await rows())[0]).toBe('Redone: Jan Kowalski | Status: Lead → Customer');
    expect((await details())[1]).toContain('Redone');
  });

  test('of a deletion brings everything back', async () => {
    const jan = await addJan();
    await browser.post(`/contacts/${jan}/interactions/create/`, {
      interaction_type: 'note',
      content: 'Asked.',
      next: 'none',
    });
    const { users: _, ...before } = await dumpOf(alice);
    await browser.post(`/contacts/${jan}/delete/`);
    await browser.post(await undoPath());
    expect(await dumpOf(alice)).toMatchObject(before);
    expect((await rows())[0]).toBe('Undone: deleted Jan Kowalski with 1 entry');
  });

  test('restoring from the trash is told as that', async () => {
    const jan = await addJan();
    await browser.post('/tasks/create/', { title: 'Quote', contact: String(jan) });
    await browser.post(`/contacts/${jan}/delete/`);
    const restore = dom(await browser.get('/trash/'))('form[action*="restore"]')
      .first()
      .attr('action');
    await browser.post(String(restore));
    expect((await rows())[0]).toBe('Restored Jan Kowalski with 1 task');
    expect((await details())[0]).toContain('from Recently deleted');
  });

  test('leads back to where it was asked', async () => {
    await addJan();
    const response = await browser.post(await undoPath(), { back: '/contacts/' });
    expect(response.headers['location']).toBe('/contacts/');
    expect(await db.contact.count()).toBe(0);
  });

  test('leads to no other site', async () => {
    await addJan();
    expect((await browser.post(await undoPath(), { back: '//evil.example/' })).headers['location']).toBe('/activity/');
  });

  test('tells what stayed since it was changed later', async () => {
    const jan = await addJan();
    await edit(jan, { status: 'customer', position: 'Joiner' });
    const changed = await path();
    await edit(jan, { status: 'churned' });
    await browser.get('/contacts/');
    await browser.post(`${changed}undo/`);
    const $ = dom(await browser.get('/activity/'));
    expect(tidy($('.flash p').text())).toBe('Undone, except 1 change that was changed later or is in use.');
    expect(await db.contact.findFirstOrThrow()).toMatchObject({ status: 'churned', position: '' });
    const page = dom(await browser.get(String($('.flash a').attr('href'))));
    expect(tidy(page('[aria-labelledby=stayed-title]').text())).toBe(
      '1 change wasn’t undone These stayed as they are. Jan Kowalski Status was changed later',
    );
  });

  test('twice says that it is undone already', async () => {
    await addJan();
    const address = await undoPath();
    await browser.post(address);
    const before = await fullDumpOf(alice);
    await browser.post(address);
    expect(await flashOf('/activity/')).toContain('This was already undone.');
    expect(await fullDumpOf(alice)).toEqual(before);
  });

  test('ends after 30 days', async () => {
    await addJan();
    const address = await undoPath();
    now = new Date('2026-12-24T10:00:00Z');
    await browser.openSession(alice);
    expect(dom(await browser.get('/activity/'))('form[action*="/undo/"]')).toHaveLength(0);
    await browser.post(address);
    expect(await flashOf('/activity/')).toBe('This was over 30 days ago and can no longer be undone.');
    expect(await db.contact.count()).toBe(1);
  });
});

describe('the page of an act', () => {
  test('lists what it changed, with links to what is there', async () => {
    const jan = await addJan();
    await browser.post('/companies/create/', { name: 'Oak Ltd' });
    const { id: oak } = await db.company.findFirstOrThrow();
    await edit(jan, { company: String(oak) });
    const $ = dom(await browser.get(await path()));
    $('.visually-hidden').remove();
    expect(tidy($('.act-part .act-row').text())).toBe('Jan Kowalski Company: empty → Oak Ltd');
    expect($('.act-part .act-row a').attr('href')).toBe(`/contacts/${jan}/`);
  });

  test('names a deleted record as it was', async () => {
    const jan = await addJan();
    await browser.post(`/contacts/${jan}/delete/`);
    const $ = dom(await browser.get(await path()));
    expect(tidy($('.act-part .act-row').text())).toBe('Jan Kowalski Deleted');
    expect($('.act-part .act-row a')).toHaveLength(0);
  });

  test('has pages of lines', async () => {
    await db.contact.createMany({
      data: Array.from({ length: 25 }, (_, n) => ({ user_id: alice.id, first_name: `Contact ${n}` })),
    });
    expect(await rows()).toEqual(['Added 25 people']);
    const [first, second] = [await browser.get(await path()), await browser.get(`${await path()}?page=2`)];
    expect([first, second].map((page) => dom(page)('.act-part .act-row').length)).toEqual([20, 5]);
  });

  test('shows the progress of what is carried out in steps, until it is done', async () => {
    const jan = await addJan();
    const data = Array.from({ length: 1001 }, () => ({ user_id: alice.id, contact_id: jan, content: 'x' }));
    await db.interaction.createMany({ data });
    const { act } = await deleteRecord(db, { kind: 'contacts', id: jan });
    const page = dom(await browser.get(`/activity/${act}/`));
    expect([page('main').attr('data-refresh'), page('[data-progress] progress').length]).toEqual(['2', 1]);
    await browser.post(`/activity/${act}/undo/`);
    expect(await flashOf(`/activity/${act}/`)).toContain('still running');
    await runAct(db, act);
    const done = dom(await browser.get(`/activity/${act}/`));
    expect(done('main').attr('data-refresh')).toBeUndefined();
    expect(tidy(done('.act-card-title').text())).toBe('Deleted Jan Kowalski with 1,001 entries');
  });
});

describe('who may', () => {
  test('a stranger sees nothing of it, and undoes nothing', async () => {
    const { act } = await createEachKind(app, alice);
    const bob = await createUser(app, 'bob');
    const stranger = await signedIn(app, bob);
    const before = await fullDumpOf(alice);
    expect((await stranger.get('/activity/')).text).not.toContain('Kowalski');
    expect((await stranger.get(`/activity/${act}/`)).status).toBe(404);
    expect((await stranger.post(`/activity/${act}/undo/`)).status).toBe(404);
    expect(await fullDumpOf(alice)).toEqual(before);
  });

  test.each(['0', '-1', 'x', '1.5', '9007199254740993', '9223372036854775808', '1e3', '01'])(
    '%s is no act',
    async (id) => {
      expect((await browser.get(`/activity/${id}/`)).status).toBe(404);
      expect((await browser.post(`/activity/${id}/undo/`)).status).toBe(404);
    },
  );

  test('an id that nothing has is 404', async () => {
    expect((await browser.get('/activity/9007199254740991/')).status).toBe(404);
  });
});

test.each(["<b>Jan</b>'; DROP TABLE acts; --", '"><img src=x onerror=alert(1)>', '👩‍👩‍👧‍👦 & Co'])(
  '%s is a name like any other',
  async (name) => {
    await edit(await addJan(name, ''), { notes: name });
    const page = await browser.get('/activity/');
    expect(await rows()).toEqual([`${name} | Notes: empty → ${name}`, `Added ${name}`]);
    expect(dom(page)('.card b, .card img')).toHaveLength(0);
  },
);

test('a name that runs from the right does not turn the sentence', async () => {
  await db.contact.create({ data: { user_id: alice.id, first_name: '\u202eשלום' } });
  expect(await rows()).toEqual(['Added \u2068שלום\u2069']);
});

test('Polish', async () => {
  await addJan();
  await sql(`UPDATE profiles SET locale = 'pl' WHERE user_id = $1`, [alice.id]);
  expect(await rows()).toEqual(['Dodano: Jan Kowalski']);
  expect((await details())[0]).toBe('Ty 23 lis 2026, 11:00 ręcznie');
  await browser.post(await undoPath());
  expect((await rows())[0]).toBe('Cofnięto – dodano: Jan Kowalski');
});

test.each([
  ['en', 'Undone: merged Jan Kowalski into Jan Kowalski', 'Merged Jan Kowalski into Jan Kowalski'],
  ['pl', 'Cofnięto scalenie: Jan Kowalski → Jan Kowalski', 'Scalono: Jan Kowalski → Jan Kowalski'],
])('a merge and its undo are told in %s', async (locale, undone, merged) => {
  const [kept, gone] = [await addJan(), await addJan()];
  await sql(`UPDATE profiles SET locale = $2 WHERE user_id = $1`, [alice.id, locale]);
  await undoAct(db, await mergeRecords(db, 'contacts', { kept, gone: [gone], choices: {} }, now), { at: now });
  expect((await rows()).slice(0, 2)).toEqual([undone, merged]);
  expect((await details())[0]).not.toMatch(/by undo|przez cofnięcie/);
});
