// Two records of one person or company become one, and are taken apart exactly.
import { beforeEach, describe, expect, test } from 'vitest';
import { findOrCreateTags } from '../../src/tags/tags.service.ts';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql, untilBlocked } from '../support/database.ts';
import { dumpOf, fullDumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, browser, db } = await useSignedIn();
const user_id = alice.id;
let ola: number;
let aleksandra: number;

beforeEach(async () => {
  const company = await db.company.create({ data: { user_id, name: 'Gwint' } });
  const [vip = 0, hurt = 0] = await findOrCreateTags(db, ['VIP', 'Hurt']);
  ola = (
    await db.contact.create({
      data: { user_id, first_name: 'Ola', last_name: 'Kret', phone: '601 555 100', notes: 'Lubi dąb.', tag_ids: [vip] },
    })
  ).id;
  aleksandra = (
    await db.contact.create({
      data: {
        ...{ user_id, first_name: 'Aleksandra', last_name: 'Kret', email: 'ola@kret.example', phone: '22 555 01 01' },
        ...{ more_phones: [{ label: 'mobile', value: '+48601555100' }], status: 'customer', company_id: company.id },
        ...{ notes: 'Płaci w terminie.', tag_ids: [vip, hurt], is_starred: true },
      },
    })
  ).id;
  for (const contact_id of [ola, aleksandra]) {
    await db.interaction.create({ data: { user_id, contact_id, interaction_type: 'call', content: `${contact_id}` } });
    await db.task.create({ data: { user_id, contact_id, title: `For ${contact_id}` } });
  }
  await sql(
    `INSERT INTO summaries (user_id, contact_id, content, locale, provider, model, tokens_in, tokens_out, made_at)
     VALUES ($1, $2, '{"situation": [], "promises": [], "next": []}', 'en', 'x', 'y', 1, 1, now())`,
    [user_id, aleksandra],
  );
});

/** The form of the page as a browser sends it. */
async function formOf(path: string): Promise<Record<string, string | string[]>> {
  const $ = dom(await browser.get(path));
  const fields: Record<string, string[]> = {};
  for (const field of $('form.form-card').serializeArray()) (fields[field.name] ??= []).push(field.value);
  delete fields['_csrf'];
  return fields;
}
const mergePath = (id = ola, other = aleksandra) => `/contacts/${id}/merge/?with=${other}`;
const merge = async (changed: Record<string, string> = {}, id = ola, other = aleksandra) =>
  browser.post(`/contacts/${id}/merge/`, { ...(await formOf(mergePath(id, other))), ...changed });
const undoPath = async (id = ola) => dom(await browser.get(`/contacts/${id}/`))('a[href*="/undo/"]').attr('href') ?? '';
/** Without the history, in which a merge and its undo stay, and without the merges themselves. */
const content = async () => {
  const { merges: _, ...dump } = await dumpOf(alice);
  return { ...dump, summaries: await sql('SELECT * FROM summaries') };
};

describe('the page', () => {
  test('offers a choice where the records differ, and shows the result', async () => {
    const $ = dom(await browser.get(mergePath()));
    expect($('[name=choice_name]').length).toBe(2);
    expect($('[name=choice_phone]:checked').val()).toBe(String(ola));
    expect($('[name=choice_email]').length).toBe(0);
    const result = $('.merge-result').text();
    for (const text of [
      'Ola',
      'Gwint',
      'ola@kret.example',
      '22 555 01 01',
      'Customer',
      'Lubi dąb.',
      'Płaci w terminie.',
    ])
      expect(result).toContain(text);
    expect(result).not.toContain('+48601555100');
    expect(result).toContain('1 entry moves here');
  });

  test('offers a value that several have once, whichever of them was chosen', async () => {
    const third = await db.contact.create({ data: { user_id, first_name: 'Olga', phone: '601 555 100' } });
    const path = (more = '') => `/contacts/${ola}/merge/?with=${aleksandra}&with=${third.id}${more}`;
    const phones = async (more?: string) => {
      const $ = dom(await browser.get(path(more)));
      const labels = $('[name=choice_phone] + label').toArray();
      return [labels.map((label) => $(label).text()), $('[name=choice_phone]:checked').val()];
    };
    const both = ['601 555 100 Ola Kret, Olga', '22 555 01 01 Aleksandra Kret'];
    expect(await phones()).toEqual([both, String(ola)]);
    expect(await phones(`&choice_phone=${third.id}`)).toEqual([both, String(third.id)]);
  });

  test('shows the result of another choice before anything is merged, without the token in an address', async () => {
    const before = await content();
    const shown = await merge({ preview: '1', choice_phone: String(aleksandra) });
    expect(shown.status).toBe(200);
    const $ = dom(shown);
    expect($('[name=choice_phone]:checked').val()).toBe(String(aleksandra));
    expect($('.merge-result').text()).toContain('Phone22 555 01 01');
    expect($('form.merge [formmethod=get]')).toHaveLength(0);
    expect(await content()).toEqual(before);
  });

  test('asks for the other one by name', async () => {
    const typed = await browser.get(`/contacts/${ola}/merge/?other_name=Aleksandra%20Kret`);
    expect(dom(typed)('.merge-result').length).toBe(1);
    const nobody = await browser.get(`/contacts/${ola}/merge/?other_name=Nobody`);
    expect(dom(nobody)('.invalid-feedback').text()).toContain('nobody of this name');
    for (const junk of ['0', 'x', '-1', "'; --", String(ola)])
      expect(
        dom(await browser.get(`/contacts/${ola}/merge/?with=${encodeURIComponent(junk)}`))('[data-picker]').length,
      ).toBe(1);
  });
});

describe('merged', () => {
  test('one record has everything, and the old address leads to it', async () => {
    const fields = await formOf(`${mergePath()}&choice_name=${aleksandra}`);
    const response = await browser.post(`/contacts/${ola}/merge/`, fields);
    expect([response.status, response.headers['location']]).toEqual([303, `/contacts/${ola}/`]);
    const [contact] = await db.contact.findMany();
    expect(contact).toMatchObject({
      ...{ id: ola, first_name: 'Aleksandra', phone: '601 555 100', email: 'ola@kret.example', status: 'customer' },
      ...{ notes: 'Lubi dąb.\n\nPłaci w terminie.', is_starred: true },
      more_phones: [{ label: 'other', value: '22 555 01 01' }],
    });
    expect(contact?.tag_ids).toHaveLength(2);
    expect(await db.interaction.count({ where: { contact_id: ola } })).toBe(2);
    expect(await db.task.count({ where: { contact_id: ola } })).toBe(2);
    for (const page of ['', 'edit/', 'history/'])
      expect((await browser.get(`/contacts/${aleksandra}/${page}`)).headers['location']).toBe(`/contacts/${ola}/`);
  });

  test('an email of which nobody knows whether it went out goes along', async () => {
    await sql(
      `INSERT INTO sent_mails (user_id, form_hash, contact_id, subject, body, created_at)
       VALUES ($1, repeat('x', 43), $2, 'Zgubiony', 'tekst', now() - interval '1 hour')`,
      [user_id, aleksandra],
    );
    await merge();
    expect((await browser.get(`/contacts/${ola}/write/`)).text).toContain('Zgubiony');
  });

  test('a choice that the result did not show is shown first', async () => {
    const before = await content();
    const fields = await formOf(mergePath());
    const response = await browser.post(`/contacts/${ola}/merge/`, { ...fields, choice_name: String(aleksandra) });
    expect(response.status).toBe(422);
    expect(dom(response)('.merge-result').text()).toContain('Aleksandra');
    expect(await content()).toEqual(before);
  });

  test('three times at once and once more happens once, and each is answered like the first', async () => {
    const fields = await formOf(mergePath());
    const post = () => browser.post(`/contacts/${ola}/merge/`, fields);
    const answers = [...(await Promise.all([post(), post(), post()])), await post()];
    const kept = `/contacts/${ola}/`;
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(Array(4).fill([303, kept]));
    expect(await sql('SELECT kept_id FROM merges')).toEqual([{ kept_id: ola }]);
  });

  test('a stranger’s records take no part', async () => {
    const bob = await createUser(app, 'bob');
    const theirs = await db.contact.count();
    const stranger = await signedIn(app, bob);
    expect((await stranger.get(mergePath())).status).toBe(404);
    expect((await stranger.post(`/contacts/${ola}/merge/`, { with: [String(aleksandra)] })).status).toBe(404);
    const [own] = await sql<{ id: number }>(
      `INSERT INTO contacts (user_id, first_name) VALUES ($1, 'Own') RETURNING id`,
      [bob.id],
    );
    const page = dom(await stranger.get(`/contacts/${own?.id}/merge/?with=${ola}`));
    expect(page('[data-picker]').length).toBe(1);
    expect((await new Visitor(app).get(mergePath())).headers['location']).toMatch(/^\/accounts\/login\//);
    expect(await db.contact.count()).toBe(theirs);
  });
});

test('what would be too much for one record is told before, and refused', async () => {
  const phones = (from: number) =>
    Array.from({ length: 12 }, (_, n) => ({ label: 'work', value: `22 555 ${1000 + from + n}` }));
  await db.contact.update({ where: db.key(ola), data: { more_phones: phones(0), notes: 'a'.repeat(30_000) } });
  await db.contact.update({ where: db.key(aleksandra), data: { more_phones: phones(100), notes: 'b'.repeat(30_000) } });
  const before = await content();
  const $ = dom(await browser.get(mergePath()));
  expect(
    $('.notice li')
      .toArray()
      .map((item) => $(item).text()),
  ).toEqual(['26 phones; 20 fit', 'notes of 60,002 characters; 50,000 fit']);
  expect($('form.form-card .btn-primary')).toHaveLength(0);
  expect((await merge()).status).toBe(422);
  expect(await content()).toEqual(before);
});

test('the address of a record that once was kept, and then deleted, leads nowhere in a circle', async () => {
  await merge({}, ola, aleksandra);
  await browser.post(await undoPath());
  await merge({}, aleksandra, ola);
  await browser.post(`/contacts/${aleksandra}/delete/`);
  expect((await browser.get(`/contacts/${ola}/`)).headers['location']).toBe(`/contacts/${aleksandra}/`);
  expect((await browser.get(`/contacts/${aleksandra}/`)).status).toBe(404);
});

test('merges that lead in a circle, as a file may have them, lead nowhere', async () => {
  await sql(
    `INSERT INTO merges (user_id, kind, gone_id, kept_id, act_id, at)
     SELECT $1, 'contacts', gone, kept, 1, now() FROM (VALUES (900, 901), (901, 900), (902, 902)) m(gone, kept)`,
    [alice.id],
  );
  for (const id of [900, 901, 902]) expect((await browser.get(`/contacts/${id}/`)).status).toBe(404);
});

/**
 * Ends the connection of the request where it waits for the tasks, as the database sees it when the process is killed.
 */
const brokenOff = (request: () => ReturnType<typeof merge>) =>
  db.transaction(async (tx) => {
    await tx.read('SELECT id FROM tasks WHERE user_id = $1 FOR UPDATE');
    const answer = request();
    await untilBlocked();
    await sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database()`);
    return (await answer).status;
  });

test('broken off in the middle, a merge and its undo leave nothing', async () => {
  const before = await fullDumpOf(alice);
  expect(await brokenOff(() => merge())).toBeGreaterThanOrEqual(500);
  expect(await fullDumpOf(alice)).toEqual(before);
  expect((await merge()).status).toBe(303);
  await db.contact.update({ where: db.key(ola), data: { status: 'churned' } });
  const merged = await fullDumpOf(alice);
  const path = await undoPath();
  const $ = dom(await browser.get(path));
  const [choice, latest] = [$('[value=before]').attr('name') ?? '', $('[name^=latest_]')];
  const takeApart = () => browser.post(path, { [choice]: 'before', [latest.attr('name') ?? '']: String(latest.val()) });
  expect(await brokenOff(takeApart)).toBeGreaterThanOrEqual(500);
  expect(await fullDumpOf(alice)).toEqual(merged);
  expect((await takeApart()).status).toBe(303);
  const people = await db.contact.findMany({ orderBy: { id: 'asc' } });
  expect(people.map(({ status }) => status)).toEqual(['lead', 'customer']);
});

describe('taken apart', () => {
  test('everything is as before', async () => {
    const before = await content();
    await merge();
    expect(await content()).not.toEqual(before);
    const response = await browser.post(await undoPath());
    expect(response.headers['location']).toBe(`/contacts/${ola}/`);
    expect(await content()).toEqual(before);
    expect((await browser.get(`/contacts/${aleksandra}/`)).status).toBe(200);
  });

  test('with 50 entries and 20 tasks, and three edits since, everything is as without the merge', async () => {
    await sql(`INSERT INTO interactions (user_id, contact_id, content) SELECT user_id, id, n FROM contacts, generate_series(1, 49) n
      WHERE id = ${aleksandra}`);
    await sql(`INSERT INTO tasks (user_id, contact_id, title) SELECT user_id, id, n FROM contacts, generate_series(1, 19) n
      WHERE id = ${aleksandra}`);
    const where = { contact_id: aleksandra };
    const entry = await db.interaction.findFirstOrThrow({ where });
    const task = await db.task.findFirstOrThrow({ where });
    const contact = await db.contact.findUniqueOrThrow({ where: db.key(ola) });
    const edit = async (content: string, title: string, position: string, at?: Date) => {
      const [one, other, third] = [entry, task, contact].map(({ updated_at }) => ({ updated_at: at ?? updated_at }));
      await db.interaction.update({ where: db.key(entry.id), data: { content, ...one } });
      await db.task.update({ where: db.key(task.id), data: { title, ...other } });
      await db.contact.update({ where: db.key(ola), data: { position, ...third } });
    };
    const later = new Date('2027-01-01T12:00:00Z');
    const before = await content();
    await edit('Edited', 'Edited', 'Boss', later);
    const withoutMerge = await content();
    await edit(entry.content, task.title, contact.position);
    expect(await content()).toEqual(before);

    await merge();
    await edit('Edited', 'Edited', 'Boss', later);
    await browser.post(await undoPath());
    expect(await content()).toEqual(withoutMerge);
  });

  test('by Undo as well, and by several merges in any order', async () => {
    const third = (await db.contact.create({ data: { user_id, first_name: 'Oleńka', phone: '500 500 500' } })).id;
    const before = await content();
    await merge();
    const first = await undoPath();
    await merge({}, third, ola);
    expect((await browser.get(`/contacts/${aleksandra}/`)).headers['location']).toBe(`/contacts/${third}/`);
    expect((await browser.get(first)).headers['location']).toBe(`/contacts/${third}/`);
    await browser.post(await undoPath(third));
    await browser.post(await undoPath(ola));
    expect(await content()).toEqual(before);
  });

  test('by the Undo of the message that tells of it; the activity names both', async () => {
    const before = await content();
    await merge();
    const $ = dom(await browser.get(`/contacts/${ola}/`));
    expect($('.flash p').text().trim()).toBe('Merged.');
    const titles = async () => dom(await browser.get('/activity/'))('.act-title').text();
    expect(await titles()).toContain('Merged Aleksandra Kret into Ola Kret');
    await browser.post(String($('.flash form').attr('action')));
    expect(await content()).toEqual(before);
    expect(await titles()).toContain('Undone: merged Aleksandra Kret into Ola Kret');
  });

  test('what came later stays, what moved goes back, and edited fields are a choice', async () => {
    await merge();
    await db.contact.update({
      where: db.key(ola),
      data: { notes: 'Nowe', status: 'churned', more_emails: [{ label: 'work', value: 'nowy@kret.example' }] },
    });
    await db.interaction.create({ data: { user_id, contact_id: ola, content: 'later' } });
    const path = await undoPath();
    const $ = dom(await browser.get(path));
    const status = $('legend:contains("Status")').parent().find('[value=before]').attr('name') ?? '';
    expect($('fieldset').length).toBe(2);
    await browser.post(path, { ...(await formOf(path)), [status]: 'before' });
    expect(
      dom(await browser.get(`/contacts/${ola}/`))('.flash p')
        .text()
        .trim(),
    ).toBe('The merge was taken apart.');
    expect(await db.contact.findUniqueOrThrow({ where: db.key(ola) })).toMatchObject({
      ...{ notes: 'Nowe', status: 'lead', email: '' },
      more_emails: [{ label: 'work', value: 'nowy@kret.example' }],
    });
    const left = await db.interaction.findMany({ where: { contact_id: ola }, orderBy: { id: 'asc' } });
    expect(left.map(({ content }) => content)).toEqual([String(ola), 'later']);
    expect(await db.task.count({ where: { contact_id: aleksandra } })).toBe(1);
    expect((await browser.post(path)).status).toBe(404);
  });
});

test('companies merge with their people', async () => {
  const [one, other] = await Promise.all(
    ['Gwint sp. z o.o.', 'Hurt'].map((name) => db.company.create({ data: { user_id, name, phone: '22 1' } })),
  );
  await db.contact.create({ data: { user_id, first_name: 'Jan', company_id: other?.id ?? 0 } });
  const before = await content();
  const path = `/companies/${one?.id}/merge/`;
  await browser.post(path, await formOf(`${path}?with=${other?.id}`));
  expect(await db.contact.count({ where: { company_id: one?.id ?? 0 } })).toBe(1);
  expect((await browser.get(`/companies/${other?.id}/`)).headers['location']).toBe(`/companies/${one?.id}/`);
  const undo = dom(await browser.get(`/companies/${one?.id}/`))('a[href*="/undo/"]').attr('href') ?? '';
  await browser.post(undo);
  expect(await content()).toEqual(before);
});
