import { beforeEach, describe, expect, test } from 'vitest';
import { fieldLabel } from '../../src/activity/fieldLabel.ts';
import { isVisibleField } from '../../src/activity/visibleChanges.ts';
import { recordKinds, trackedFields } from '../../src/history/recordKinds.ts';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createRecords, fullDumpOf, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const now = new Date('2026-11-23T10:00:00Z');
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

let ids: LinkedIds;
beforeEach(async () => {
  ids = await createRecords(app, alice);
  await sql(`UPDATE interactions SET occurred_at = '2026-11-20T10:00:00Z'`);
  await sql('DELETE FROM acts');
});

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The acts on a page: when, who, why, and the changed fields. */
async function history(path: string): Promise<string[]> {
  const response = await browser.get(path);
  expect(response.status).toBe(200);
  const $ = dom(response);
  $('.visually-hidden, .history-revert').remove();
  return $('.history-act')
    .toArray()
    .map((act) => tidy($(act).text()));
}

/** A form as the page shows it, with other values in it. */
async function save(path: string, fields: Record<string, string>): Promise<void> {
  const $ = dom(await browser.get(path));
  const values = Object.fromEntries(
    $('main form.card')
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  );
  const { _csrf: _, ...typed } = { ...values, ...fields };
  expect((await browser.post(path, typed)).status).toBe(303);
}

const head = '23 Nov 2026, 11:00 You by hand';

test('a contact: each change in words, the newest first', async () => {
  await save(`/contacts/${ids.contact}/edit/`, { status: 'customer', position: '' });
  await save(`/contacts/${ids.contact}/edit/`, { company: '' });
  expect(await history(`/contacts/${ids.contact}/history/`)).toEqual([
    `${head} Company: Stolarnia Dąb → empty`,
    `${head} Status: Lead → Customer Position: Stolarz → empty`,
  ]);
});

test('a company', async () => {
  await save(`/companies/${ids.company}/edit/`, { name: 'Oak Ltd', address: 'Main St 1\nLondon' });
  expect(await history(`/companies/${ids.company}/history/`)).toEqual([
    `${head} Address: ul. Leśna 5 00-001 Warszawa → Main St 1 London Name: Stolarnia Dąb → Oak Ltd`,
  ]);
  await save(`/companies/${ids.company}/edit/`, { tax_id: 'DE123456789', notes: 'Paid.', phone: '' });
  expect((await history(`/companies/${ids.company}/history/`))[0]).toBe(
    `${head} Notes: Dostawy we wtorki. → Paid. Tax ID: 123-456-32-18 → DE123456789 Phone: 22 555 01 01 → empty`,
  );
});

test('a task', async () => {
  await save(`/tasks/${ids.task}/edit/`, { due_date: '2026-02-01', due_time: '09:30', repeat: 'weekly', contact: '' });
  expect(await history(`/tasks/${ids.task}/history/`)).toEqual([
    `${head} Contact: Jan Kowalski → empty Repeat: Never → Every week Time: empty → 09:30 Date: 31 Jan 2026 → 1 Feb 2026`,
  ]);
});

test('an entry', async () => {
  await save(`/interactions/${ids.interaction}/edit/`, { content: 'Ordered.', interaction_type: 'call' });
  expect(await history(`/interactions/${ids.interaction}/history/`)).toEqual([
    `${head} Note: Pytał o stół. → Ordered. Type: Note → Phone Call`,
  ]);
});

test('a change that was undone is marked, and the undo is told', async () => {
  await save(`/contacts/${ids.contact}/edit/`, { status: 'customer' });
  const [act] = await sql<{ id: string }>('SELECT max(id) AS id FROM acts');
  await browser.post(`/activity/${act?.id}/undo/`);
  expect(await history(`/contacts/${ids.contact}/history/`)).toEqual([
    '23 Nov 2026, 11:00 You by undo Status: Customer → Lead',
    `${head} Status: Lead → Customer (undone)`,
  ]);
});

test('a record that was restored says so', async () => {
  await browser.post(`/tasks/${ids.task}/delete/`);
  const [act] = await sql<{ id: string }>('SELECT max(id) AS id FROM acts');
  await browser.post(`/activity/${act?.id}/undo/`);
  expect(await history(`/tasks/${ids.task}/history/`)).toEqual([
    '23 Nov 2026, 11:00 You by undo Restored',
    `${head} Deleted (undone)`,
  ]);
});

test('without changes it says so', async () => {
  const page = await browser.get(`/tasks/${ids.task}/history/`);
  expect(dom(page)('main').text()).toContain('No changes recorded.');
});

test('pages of 20 changes', async () => {
  for (let n = 0; n < 21; n++) await db.contact.update({ where: db.key(ids.contact), data: { position: `${n}` } });
  expect(await history(`/contacts/${ids.contact}/history/`)).toHaveLength(20);
  expect(await history(`/contacts/${ids.contact}/history/?page=2`)).toHaveLength(1);
  expect(await history(`/contacts/${ids.contact}/history/?page=9`)).toHaveLength(20);
});

describe('links', () => {
  test.each([
    ['contacts', () => `/contacts/${ids.contact}/`, () => ids.contact],
    ['companies', () => `/companies/${ids.company}/`, () => ids.company],
    ['tasks', () => `/tasks/${ids.task}/edit/`, () => ids.task],
    ['interactions', () => `/interactions/${ids.interaction}/edit/`, () => ids.interaction],
  ])('the page of %s leads to the history', async (kind, path, id) => {
    expect(dom(await browser.get(path()))(`a[href="/${kind}/${id()}/history/"]`).text()).toContain('Changes');
  });

  test('a contact’s history leads to all activity with them', async () => {
    const $ = dom(await browser.get(`/contacts/${ids.contact}/history/`));
    expect($(`a[href="/activity/?contact=${ids.contact}"]`).text()).toBe('All activity with this person');
  });

  test('a new task has no history', async () => {
    expect((await browser.get('/tasks/create/')).text).not.toContain('/history/');
  });
});

describe('who may', () => {
  const paths = () =>
    [`contacts/${ids.contact}`, `companies/${ids.company}`, `tasks/${ids.task}`, `interactions/${ids.interaction}`].map(
      (record) => `/${record}/history/`,
    );

  test('nobody is led to the login page', async () => {
    const nobody = new Visitor(app);
    for (const path of paths())
      expect((await nobody.get(path)).headers['location']).toBe(`/accounts/login/?next=${encodeURIComponent(path)}`);
  });

  test('to a stranger there is nothing', async () => {
    const stranger = await signedIn(app, await createUser(app, 'bob'));
    const before = await fullDumpOf(alice);
    for (const path of paths()) expect((await stranger.get(path)).status).toBe(404);
    expect(await fullDumpOf(alice)).toEqual(before);
  });

  test('a record in the trash has none', async () => {
    await browser.post(`/contacts/${ids.contact}/delete/`);
    expect((await browser.get(`/contacts/${ids.contact}/history/`)).status).toBe(404);
  });

  test.each(['0', 'x', '2147483648', '1.5'])('%s is no record', async (id) => {
    for (const kind of ['contacts', 'companies', 'tasks', 'interactions'])
      expect((await browser.get(`/${kind}/${id}/history/`)).status).toBe(404);
  });
});

test.each(["<b>x</b>'; DROP TABLE changes; --", '"><img src=x onerror=alert(1)>', '👩‍👩‍👧‍👦 & Co', 'שלום'])(
  '%s is a value like any other',
  async (value) => {
    await save(`/contacts/${ids.contact}/edit/`, { position: value });
    const path = `/contacts/${ids.contact}/history/`;
    expect(await history(path)).toEqual([`${head} Position: Stolarz → ${value}`]);
    const $ = dom(await browser.get(path));
    expect($('.card b, .card img')).toHaveLength(0);
    expect($('bdi.change-new').text()).toBe(value);
  },
);

test('every field whose changes are kept and shown has a name in words', () => {
  for (const kind of recordKinds)
    for (const field of trackedFields[kind].filter(isVisibleField))
      expect(
        fieldLabel((key) => key, { kind, field }),
        `${kind}.${field}`,
      ).toMatch(/^\w+\.field\.\w+$/);
});
