import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { removeSample } from '../../src/sample/removal.service.ts';
import { createUser, dbOf, dom, signedIn, type TestApp, testApp, type Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { countsOf, createRecords, dumpOf } from '../support/records.ts';
import { statementsOf } from '../support/statements.ts';

let app: TestApp;
let alice: User;
let browser: Visitor;

beforeAll(async () => {
  app = await testApp();
});
beforeEach(async () => {
  await emptyDatabase();
  alice = await createUser(app);
  browser = await signedIn(app, alice);
});

const all = { users: 1, profiles: 1, companies: 20, contacts: 60, interactions: 154, tasks: 40 };
const none = { ...all, companies: 0, contacts: 0, interactions: 0, tasks: 0 };
const counts = () => countsOf(alice);

const fill = () => browser.post('/sample/fill/');
const remove = () => browser.post('/sample/remove/');
const flashes = async () => {
  const $ = dom(await browser.get('/dashboard/'));
  return $('.flash p')
    .toArray()
    .map((one) => $(one).text());
};
const contactId = async (last_name: string) =>
  (await dbOf(app, alice).contact.findFirstOrThrow({ where: { last_name } })).id;

async function ownRows(): Promise<Record<string, unknown[]>> {
  const dump = await dumpOf(alice);
  const isOwn = (row: unknown) => !(row as { is_sample?: boolean }).is_sample;
  return Object.fromEntries(Object.entries(dump).map(([table, rows]) => [table, rows.filter(isOwn)]));
}

describe('filling', () => {
  test('makes the examples, all marked, says so and leads to Today', async () => {
    const response = await fill();
    expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
    expect(await counts()).toMatchObject(all);
    for (const table of ['companies', 'contacts', 'interactions', 'tasks']) {
      expect(await sql(`SELECT id FROM ${table} WHERE NOT is_sample`)).toEqual([]);
    }
    expect(await flashes()).toEqual(['60 example people are in, with notes and tasks.']);
  });

  test('twice, or by a double click, makes one set', async () => {
    await Promise.all([fill(), fill(), fill()]);
    await fill();
    expect(await counts()).toMatchObject(all);
    expect(await flashes()).toContain('The examples are there already.');
  });

  test('leaves what is there alone', async () => {
    await createRecords(app, alice);
    const before = await ownRows();
    await fill();
    expect(await ownRows()).toEqual(before);
  });

  test('speaks the user’s language', async () => {
    const ola = await createUser(app, 'ola', { locale: 'pl' });
    await (await signedIn(app, ola)).post('/sample/fill/');
    const found = await dbOf(app, ola).task.findMany({ where: { title: 'Zapłacić fakturę za Ogrodową' } });
    expect(found).toHaveLength(1);
  });

  test('takes few statements', async () => {
    await browser.get('/dashboard/');
    const sent = await statementsOf(fill);
    expect(sent.filter((text) => text.startsWith('INSERT INTO "public"'))).toHaveLength(4);
    expect(sent.length).toBeLessThanOrEqual(16);
  });

  test('shows on Today, with a way to remove it; without examples there is none', async () => {
    expect(dom(await browser.get('/dashboard/'))('form.samples')).toHaveLength(0);
    await fill();
    const $ = dom(await browser.get('/dashboard/'));
    expect($('form.samples').attr('action')).toBe('/sample/remove/');
    expect($('.today-sentence').text()).toMatch(/^4 tasks are late, 5 more are due today and 29 people /);
    expect($('.first-steps')).toHaveLength(0);
    expect($('.newest .who-name').first().text()).toBe('Aleksandra Mróz');
  });
});

describe('removing', () => {
  test('takes all of it away when nothing was touched, and says how many', async () => {
    await fill();
    await flashes();
    const response = await remove();
    expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
    expect(await counts()).toMatchObject(none);
    expect(await flashes()).toEqual(['Examples removed: 274 entries. Everything of yours is still here.']);
  });

  test('leaves every row of the owner and of others exactly as it was', async () => {
    const bob = await createUser(app, 'bob');
    await createRecords(app, bob);
    await (await signedIn(app, bob)).post('/sample/fill/');
    await createRecords(app, alice);
    const [his, hers] = [await dumpOf(bob), await ownRows()];
    await fill();
    await remove();
    expect(await dumpOf(alice)).toEqual(hers);
    expect(await dumpOf(bob)).toEqual(his);
  });

  test('with nothing to remove says so', async () => {
    await createRecords(app, alice);
    const before = await dumpOf(alice);
    await remove();
    expect(await flashes()).toEqual(['There are no examples to remove.']);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('keeps a person with a note of the owner, without the made-up notes, and the company', async () => {
    await fill();
    const id = await contactId('Zielińska');
    await browser.post(`/contacts/${id}/interactions/create/`, {
      interaction_type: 'note',
      content: 'Mine',
      next: 'none',
    });
    await flashes();
    await remove();
    expect(await counts()).toMatchObject({ ...none, companies: 1, contacts: 1, interactions: 1 });
    expect(await sql('SELECT content, is_sample FROM interactions')).toEqual([{ content: 'Mine', is_sample: false }]);
    expect(await sql('SELECT name, is_sample FROM companies')).toEqual([{ name: 'Lipowy Dom', is_sample: false }]);
    expect(await flashes()).toEqual([
      'Examples removed: 272 entries. Everything of yours is still here.',
      '2 examples that you changed or added to stay, as yours.',
    ]);
    await remove();
    expect(await counts()).toMatchObject({ ...none, companies: 1, contacts: 1, interactions: 1 });
  });

  test('keeps a person with a task of the owner', async () => {
    await fill();
    const contact = await contactId('Żurek');
    await browser.post('/tasks/create/', { title: 'Mine', contact });
    await remove();
    expect(await counts()).toMatchObject({ ...none, contacts: 1, tasks: 1 });
    expect(await sql('SELECT title FROM tasks')).toEqual([{ title: 'Mine' }]);
  });

  test('keeps a person, a company, a note and a task that the owner has edited', async () => {
    await fill();
    const db = dbOf(app, alice);
    const person = await contactId('Górski');
    await browser.post(`/contacts/${person}/edit/`, { first_name: 'Paweł', last_name: 'Górski', status: 'churned' });
    const company = await db.company.findFirstOrThrow({ where: { name: 'Szkło Refleks' } });
    await browser.post(`/companies/${company.id}/edit/`, { name: 'Szkło Refleks', industry: 'Lustra' });
    const note = await db.interaction.findFirstOrThrow({ where: { contact: { last_name: 'Kania' } } });
    await browser.post(`/interactions/${note.id}/edit/`, { interaction_type: 'call', content: 'Rewritten' });
    const task = await db.task.findFirstOrThrow({ where: { title: 'New photos for the website' } });
    await browser.post(`/tasks/${task.id}/edit/`, { title: 'New photos for the leaflet' });
    await remove();
    expect(await counts()).toMatchObject({ ...none, companies: 1, contacts: 2, interactions: 1, tasks: 1 });
    expect(await sql('SELECT last_name FROM contacts ORDER BY 1')).toEqual([
      { last_name: 'Górski' },
      { last_name: 'Kania' },
    ]);
    expect(await sql('SELECT content FROM interactions')).toEqual([{ content: 'Rewritten' }]);
    expect(await sql('SELECT title FROM tasks')).toEqual([{ title: 'New photos for the leaflet' }]);
  });

  test('ticking off and postponing examples does not make them the owner’s, nor what repeats', async () => {
    await fill();
    for (const { id } of await dbOf(app, alice).task.findMany({ select: { id: true } })) {
      await browser.post(`/tasks/${id}/${id % 2 === 0 ? 'toggle' : 'postpone'}/`, {
        to: id % 2 === 0 ? 'done' : 'week',
      });
    }
    await remove();
    expect(await counts()).toMatchObject(none);
  });

  test('keeps a company in which the owner has put somebody, and whom they put there', async () => {
    await fill();
    const company = await dbOf(app, alice).company.findFirstOrThrow({ where: { name: 'Hotel Bystra Woda' } });
    await browser.post('/contacts/create/', { first_name: 'Mine', company: company.id });
    const before = await sql(`SELECT * FROM contacts WHERE first_name = 'Mine'`);
    await remove();
    expect(await counts()).toMatchObject({ ...none, companies: 1, contacts: 1 });
    expect(await sql('SELECT * FROM contacts')).toEqual(before);
  });

  test('by two clicks at once is done once, without an error', async () => {
    await fill();
    const statuses = await Promise.all([remove(), remove(), remove()]);
    expect(statuses.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await counts()).toMatchObject(none);
  });

  test('keeps what the owner writes down at that very moment', async () => {
    await fill();
    const id = await contactId('Zielińska');
    const db = dbOf(app, alice);
    const late = vi.fn(() => db.interaction.create({ data: noteOf(id) }));
    // Between what is kept and what is deleted, on a connection of its own.
    const { removed } = await removeSample(interrupted(db, late));
    expect(late).toHaveBeenCalledTimes(1);
    expect(await sql('SELECT content FROM interactions')).toEqual([{ content: 'Mine' }]);
    expect(await sql('SELECT last_name FROM contacts')).toEqual([{ last_name: 'Zielińska' }]);
    expect(removed).toBe(272);
  });

  const noteOf = (contact_id: number) => ({
    user_id: alice.id,
    contact_id,
    content: 'Mine',
    occurred_at: new Date('2020-01-01'),
  });
});

type Db = ReturnType<typeof dbOf>;

/** The same handle, with something else happening once before the first deletion. */
function interrupted(db: Db, event: () => Promise<unknown>): Db {
  let happened = false;
  const once = async () => {
    if (happened) return;
    happened = true;
    await event();
  };
  const transaction: Db['transaction'] = (work, how) =>
    db.transaction((tx) => {
      const deleteMany = async (args: object) => {
        await once();
        return tx.interaction.deleteMany(args);
      };
      const { updateMany, fields } = tx.interaction;
      return work({ ...tx, interaction: { updateMany, fields, deleteMany } as unknown as Db['interaction'] });
    }, how);
  return { ...db, transaction };
}

test('a stranger’s and a visitor’s clicks reach nobody else’s examples', async () => {
  await fill();
  const before = await dumpOf(alice);
  await (await signedIn(app, await createUser(app, 'bob'))).post('/sample/remove/');
  expect(await dumpOf(alice)).toEqual(before);
});

test('the examples are read by no address: a GET is not found', async () => {
  for (const address of ['/sample/fill/', '/sample/remove/']) expect((await browser.get(address)).status).toBe(404);
});
