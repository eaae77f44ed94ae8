import { describe, expect, test, vi } from 'vitest';
import { removeSample } from '../../src/sample/removal.service.ts';
import { sampleTags } from '../../src/sample/sampleData.ts';
import { createUser, dbOf, dom, signedIn } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { countsOf, createRecords, dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

const { alice, app, browser, db } = await useSignedIn();

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
const contactId = async (last_name: string) => (await db.contact.findFirstOrThrow({ where: { last_name } })).id;

async function ownRows(): Promise<Record<string, unknown[]>> {
  const dump = await dumpOf(alice);
  const names = sampleTags.flatMap(({ name }) => Object.values(name));
  const isOwn = (row: unknown) => {
    const { is_sample, name = '' } = row as { is_sample?: boolean; name?: string };
    return !is_sample && !names.includes(name);
  };
  return Object.fromEntries(Object.entries(dump).map(([table, rows]) => [table, rows.filter(isOwn)]));
}

describe('adding sample data', () => {
  test('creates records that are marked as samples, and leads to the dashboard', async () => {
    const response = await fill();
    expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
    expect(await counts()).toMatchObject(all);
    for (const table of ['companies', 'contacts', 'interactions', 'tasks']) {
      expect(await sql(`SELECT id FROM ${table} WHERE NOT is_sample`)).toEqual([]);
    }
    expect(await flashes()).toEqual(['60 example people added, with notes and tasks.']);
  });

  test('twice, or by a double click, creates one set', async () => {
    await Promise.all([fill(), fill(), fill()]);
    await fill();
    expect(await counts()).toMatchObject(all);
    expect(await flashes()).toContain('The examples are already here.');
  });

  test('does not change existing records', async () => {
    await createRecords(app, alice);
    const before = await ownRows();
    await fill();
    expect(await ownRows()).toEqual(before);
  });

  test('shows what a record can have: tags, stars, birthdays, further numbers, NIPs', async () => {
    await fill();
    expect((await db.tag.findMany()).map(({ name }) => name).sort()).toEqual(
      sampleTags.map(({ name }) => name.en).sort(),
    );
    const [has] = await sql(`SELECT count(*) FILTER (WHERE is_starred)::int AS stars,
        count(*) FILTER (WHERE more_phones <> '[]')::int AS phones, count(*) FILTER (WHERE tag_ids <> '{}')::int AS tagged,
        count(*) FILTER (WHERE address <> '')::int AS addresses FROM contacts`);
    expect(has).toEqual({ stars: 5, phones: 10, tagged: 25, addresses: 8 });
    const nips = await sql<{ tax_id: string }>(`SELECT tax_id FROM companies WHERE tax_id <> ''`);
    expect(nips).toHaveLength(17);
    const $ = dom(await browser.get('/dashboard/'));
    expect([$('.birthday').length, $('.birthday-day').first().text()]).toEqual([5, 'Today']);
  });

  test('uses the language of the user', async () => {
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

  test('shows a notice with a button to remove it on the dashboard', async () => {
    expect(dom(await browser.get('/dashboard/'))('form.samples')).toHaveLength(0);
    await fill();
    const $ = dom(await browser.get('/dashboard/'));
    expect($('form.samples').attr('action')).toBe('/sample/remove/');
    expect($('.today-sentence').text()).toMatch(/^4 tasks are late, 5 more are due today and 29 people /);
    expect($('.first-steps')).toHaveLength(0);
    expect($('.newest .who-name').first().text()).toBe('Aleksandra Mróz');
  });
});

describe('removing sample data', () => {
  test('deletes all of it when nothing was changed, and says how many records', async () => {
    await fill();
    await flashes();
    const response = await remove();
    expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
    expect(await counts()).toMatchObject(none);
    expect(await flashes()).toEqual(['Examples removed: 274 items. Everything of yours is still here.']);
  });

  test('deletes its tags, but none that the owner made, renamed or gave to a record', async () => {
    await browser.post('/contacts/create/', { first_name: 'Mine', tags: 'suppliers, Other' });
    const mine = await contactId('');
    await browser.post(`/contacts/${mine}/edit/`, { first_name: 'Mine', tags: '' });
    await fill();
    await browser.post(`/contacts/${mine}/edit/`, { first_name: 'Mine', tags: 'Private homes' });
    await db.tag.updateMany({ where: { name: 'Designers' }, data: { name: 'Architects', updated_at: new Date() } });
    await remove();
    const names = (await db.tag.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name);
    expect(names).toEqual(['Architects', 'Other', 'Private homes', 'suppliers']);
    await sql('DELETE FROM contacts');
    await sql('DELETE FROM tags');
    await fill();
    await remove();
    expect(await sql('SELECT * FROM tags')).toEqual([]);
  });

  test('does not change any record of the owner or of other users', async () => {
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

  test('says when there is nothing to remove', async () => {
    await createRecords(app, alice);
    const before = await dumpOf(alice);
    await remove();
    expect(await flashes()).toEqual(['There are no examples to remove.']);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('keeps a contact with a note of the owner, without the sample notes, and its company', async () => {
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
      'Examples removed: 272 items. Everything of yours is still here.',
      '2 examples you changed or added to stay, as yours.',
    ]);
    await remove();
    expect(await counts()).toMatchObject({ ...none, companies: 1, contacts: 1, interactions: 1 });
  });

  test('keeps a contact with a task of the owner', async () => {
    await fill();
    const contact = await contactId('Żurek');
    await browser.post('/tasks/create/', { title: 'Mine', contact });
    await remove();
    expect(await counts()).toMatchObject({ ...none, contacts: 1, tasks: 1 });
    expect(await sql('SELECT title FROM tasks')).toEqual([{ title: 'Mine' }]);
  });

  test('keeps a contact, a company, a note and a task that the owner has edited', async () => {
    await fill();
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

  test('deletes tasks that were only completed, postponed or repeated', async () => {
    await fill();
    for (const { id } of await db.task.findMany({ select: { id: true } })) {
      await browser.post(`/tasks/${id}/${id % 2 === 0 ? 'toggle' : 'postpone'}/`, {
        to: id % 2 === 0 ? 'done' : 'week',
      });
    }
    await remove();
    expect(await counts()).toMatchObject(none);
  });

  test('keeps a company to which the owner has added a contact, and the contact', async () => {
    await fill();
    const company = await db.company.findFirstOrThrow({ where: { name: 'Hotel Bystra Woda' } });
    await browser.post('/contacts/create/', { first_name: 'Mine', company: company.id });
    const before = await sql(`SELECT * FROM contacts WHERE first_name = 'Mine'`);
    await remove();
    expect(await counts()).toMatchObject({ ...none, companies: 1, contacts: 1 });
    expect(await sql('SELECT * FROM contacts')).toEqual(before);
  });

  test('twice at once is done once without an error', async () => {
    await fill();
    const statuses = await Promise.all([remove(), remove(), remove()]);
    expect(statuses.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await counts()).toMatchObject(none);
  });

  test('keeps what the owner writes at the same moment', async () => {
    await fill();
    const id = await contactId('Zielińska');
    const late = vi.fn(() => db.interaction.create({ data: noteOf(id) }));
    // Between adopting and deleting, on a connection of its own.
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

/** The same handle, which runs `work` once before the first deletion. */
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
  const handle: Db = { ...db, transaction, withCause: () => handle };
  return handle;
}

test('other users and guests cannot change the sample data of a user', async () => {
  await fill();
  const before = await dumpOf(alice);
  await (await signedIn(app, await createUser(app, 'bob'))).post('/sample/remove/');
  expect(await dumpOf(alice)).toEqual(before);
});

test('a GET is a 404', async () => {
  for (const address of ['/sample/fill/', '/sample/remove/']) expect((await browser.get(address)).status).toBe(404);
});
