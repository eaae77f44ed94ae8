// A form that is sent twice creates one record, also at the same time and in two processes.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createUser, dbOf, dom, signedIn, type TestApp, testApp } from '../support/app.ts';
import { createRecords, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

let otherProcess: TestApp;
let ids: LinkedIds;
let now = new Date('2026-11-18T10:00:00Z');

beforeEach(() => {
  now = new Date('2026-11-18T10:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });
beforeAll(async () => {
  otherProcess = await testApp({ clock: () => now });
});
beforeEach(async () => {
  ids = await createRecords(app, alice);
});

interface Kind {
  path: () => string;
  fields: () => Record<string, string>;
  /** Other values in the same form, which mean another record. */
  other: Record<string, string>;
  count: () => Promise<number>;
}

const kinds: Record<string, Kind> = {
  contact: {
    path: () => '/contacts/create/',
    fields: () => ({ first_name: 'Ewa', company_name: 'Nowa' }),
    other: { first_name: 'Iga' },
    count: async () => (await db.contact.count()) - 1,
  },
  'contact without a new company': {
    path: () => '/contacts/create/',
    fields: () => ({ first_name: 'Ewa', email: 'ewa@example.com', phone: '511 222 333', company: String(ids.company) }),
    other: { first_name: 'Iga', email: '', phone: '' },
    count: async () => (await db.contact.count()) - 1,
  },
  company: {
    path: () => '/companies/create/',
    fields: () => ({ name: 'Buk', save_anyway: '1' }),
    other: { name: 'Grab' },
    count: async () => (await db.company.count()) - 1,
  },
  task: {
    path: () => `/tasks/create/?back=${encodeURIComponent(`/contacts/${ids.contact}/`)}`,
    fields: () => ({ title: 'Zadzwonić', contact: String(ids.contact) }),
    other: { title: 'Napisać' },
    count: async () => (await db.task.count()) - 1,
  },
  'note on the page of a person': {
    path: () => `/contacts/${ids.contact}/interactions/create/`,
    fields: () => ({ content: 'Pytał o krzesła.', next: 'week' }),
    other: { content: 'Zamówił.' },
    count: async () => (await db.interaction.count()) - 1,
  },
  'contact in quick add': {
    path: () => '/quick-add/',
    fields: () => ({ text: 'Ewa Nowak ewa@example.com', next: 'week' }),
    other: { text: 'Iga Nowak iga@example.com' },
    count: async () => (await db.contact.count()) - 1,
  },
  'note in quick add': {
    path: () => '/quick-add/note/',
    fields: () => ({ contact: String(ids.contact), content: 'Pytał o krzesła.' }),
    other: { content: 'Zamówił.' },
    count: async () => (await db.interaction.count()) - 1,
  },
  'task in quick add': {
    path: () => '/quick-add/task/',
    fields: () => ({ title: 'Zadzwonić', due: 'today' }),
    other: { title: 'Napisać' },
    count: async () => (await db.task.count()) - 1,
  },
};

/** The form id and the CSRF token of a form. */
async function hiddenIn(path: string, visitor = browser): Promise<{ _csrf: string; form_id: string }> {
  const form = dom(await visitor.get(path))('form:has([name=form_id])').first();
  return { _csrf: String(form.find('[name=_csrf]').val()), form_id: String(form.find('[name=form_id]').val()) };
}

describe.each(Object.keys(kinds))('the form of a new %s', (name) => {
  const { path, fields, other, count } = kinds[name] as Kind;

  test('sent again leads to the same page and creates nothing', async () => {
    const sent = { ...(await hiddenIn(path())), ...fields() };
    const first = await browser.postRaw(path(), sent);
    const second = await browser.postRaw(path(), sent);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await count()).toBe(1);
  });

  test('sent six times at once to two processes creates one record', async () => {
    const elsewhere = await signedIn(otherProcess, alice);
    const { form_id } = await hiddenIn(path());
    const sent = { form_id, ...fields() };
    // The tokens are fetched before, so that the six start together.
    await Promise.all([browser.post(path(), { title: '' }), elsewhere.post(path(), { title: '' })]);
    const answers = await Promise.all(
      [browser, elsewhere, browser, elsewhere, browser, elsewhere].map((visitor) => visitor.post(path(), sent)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(303));
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1);
    expect(await count()).toBe(1);
  });

  test('has a new id each time it is opened, and creates a record each time without one', async () => {
    const [one, two] = [await hiddenIn(path()), await hiddenIn(path())];
    expect(one.form_id).toMatch(/^[\w-]{22}$/);
    expect(two.form_id).not.toBe(one.form_id);
    // A duplicate person would cause a question.
    const again = { ...fields(), save_anyway: '1', ...(name.startsWith('contact') && other) };
    await browser.post(path(), fields());
    await browser.post(path(), again);
    expect(await count()).toBe(2);
  });

  test('filled in anew after going back creates another record', async () => {
    const hidden = await hiddenIn(path());
    await browser.postRaw(path(), { ...hidden, ...fields() });
    const response = await browser.postRaw(path(), {
      ...hidden,
      ...fields(),
      company_name: '',
      company_pick: '',
      ...other,
    });
    expect(response.status).toBe(303);
    expect(await count()).toBe(2);
  });
});

test.each(['', 'x', '../../etc', "' OR 1=1 --", 'ż'.repeat(30), 'a'.repeat(65)])(
  'a number %j is none',
  async (form_id) => {
    for (const _ of [1, 2]) {
      expect((await browser.post('/tasks/create/', { title: 'Zadzwonić', form_id })).status).toBe(303);
    }
    expect(await db.task.count({ where: { title: 'Zadzwonić' } })).toBe(2);
  },
);

test('a form that could not be saved can be sent again', async () => {
  const hidden = await hiddenIn('/tasks/create/');
  const sent = { ...hidden, title: 'Zadzwonić', contact_name: 'Ewa' };
  expect((await browser.postRaw('/tasks/create/', sent)).status).toBe(422);
  await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa' } });
  expect((await browser.postRaw('/tasks/create/', sent)).status).toBe(303);
  expect(await db.task.count({ where: { title: 'Zadzwonić' } })).toBe(1);
});

test('the form id of another user is a different key', async () => {
  const { form_id } = await hiddenIn('/companies/create/');
  const first = await browser.post('/companies/create/', { form_id, name: 'Buk' });
  const user = await createUser(app, 'bob');
  const bob = await signedIn(app, user);
  const second = await bob.post('/companies/create/', { form_id, name: 'Buk' });
  expect(second.status).toBe(303);
  expect(second.headers['location']).not.toBe(first.headers['location']);
  expect(await dbOf(app, user).company.count()).toBe(1);
});

test('a key expires after an hour and is deleted', async () => {
  const sent = { ...(await hiddenIn('/tasks/create/')), title: 'Zadzwonić' };
  await browser.postRaw('/tasks/create/', sent);
  now = new Date(now.getTime() + 3_599_000);
  await browser.postRaw('/tasks/create/', sent);
  expect(await db.task.count({ where: { title: 'Zadzwonić' } })).toBe(1);
  now = new Date(now.getTime() + 3_000);
  await browser.postRaw('/tasks/create/', sent);
  expect(await db.task.count({ where: { title: 'Zadzwonić' } })).toBe(2);
  expect(await db.submission.count()).toBe(1);
});

test('creating a contact or an interaction takes few statements', async () => {
  const person = { ...(await hiddenIn('/contacts/create/')), first_name: 'Iga', email: 'iga@example.com' };
  const path = `/contacts/${ids.contact}/`;
  const said = { ...(await hiddenIn(path)), content: 'Zamówił.' };
  // The session, those who are alike, the person, the session with its message.
  expect(await statementsOf(() => browser.postRaw('/contacts/create/', person))).toHaveLength(4);
  // The session, the contact with its company, what was said, the session with its message.
  expect(await statementsOf(() => browser.postRaw(`${path}interactions/create/`, said))).toHaveLength(4);
  expect(await db.contact.count({ where: { first_name: 'Iga' } })).toBe(1);
  expect(await db.interaction.count({ where: { content: 'Zamówił.' } })).toBe(1);
});
