// The page of all tags: what it lists, and how a tag is created, renamed, joined with another, recolored and deleted.
import { beforeEach, describe, expect, test } from 'vitest';
import { runAct } from '../../src/history/runActs.service.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { findOrCreateTags, listTags } from '../../src/tags/tags.service.ts';
import { createUser, dbOf, dom, signedIn } from '../support/app.ts';
import { runJobs } from '../support/jobs.ts';
import { dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser, db } = await useSignedIn();
let [hurt, vip] = [0, 0];
beforeEach(async () => {
  [hurt = 0, vip = 0] = await findOrCreateTags(db, ['Hurt', 'VIP']);
});

const addPeople = (tag_ids: number[], count = 1) =>
  db.contact.createMany({
    data: Array.from({ length: count }, (_, i) => ({ user_id: alice.id, first_name: `P${i}`, tag_ids })),
  });
const addCompany = (tag_ids: number[]) => db.company.create({ data: { user_id: alice.id, name: 'Dąb', tag_ids } });
const names = async () => (await listTags(db)).map(({ name }) => name);
const tagsOfPeople = async () => (await db.contact.findMany({ orderBy: { id: 'asc' } })).map(({ tag_ids }) => tag_ids);

describe('the page', () => {
  test('counts the people and companies of each tag and leads to them', async () => {
    await addPeople([hurt, vip], 2);
    await addCompany([hurt]);
    const $ = dom(await browser.get('/tags/'));
    const rows = $('.tag-row').toArray();
    const row = rows.map((one) => $(one).find('.row-body').text().replace(/\s+/g, ' ').trim());
    expect(row).toEqual(['Hurt 2 people 1 company', 'VIP 2 people']);
    const links = $(rows[0]).find('.row-meta a').toArray();
    expect(links.map((link) => $(link).attr('href'))).toEqual([`/contacts/?tag=${hurt}`, `/companies/?tag=${hurt}`]);
  });

  test('offers the first tag to who has none', async () => {
    await db.tag.deleteMany({});
    expect(dom(await browser.get('/tags/'))('.empty a').attr('href')).toBe('/tags/create/');
  });
});

describe('a new tag', () => {
  test('is created once, even if the form is sent twice', async () => {
    const form = { form_id: 'a'.repeat(22), name: ' #Newsletter ', color: 'teal' };
    const sent = [await browser.post('/tags/create/', form), await browser.post('/tags/create/', form)];
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    expect(await listTags(db)).toContainEqual(expect.objectContaining({ name: 'Newsletter', color: 'teal' }));
    expect(await names()).toHaveLength(3);
  });

  test.each([
    ['no name', { name: ' # ' }, 'Fill this in.'],
    ['a name that exists', { name: 'hurt' }, 'You already have the tag “Hurt”.'],
    ['a name with a comma', { name: 'a, b' }, 'A comma separates tags'],
    ['a long name', { name: 'x'.repeat(51) }, 'Use at most 50 characters.'],
    ['a NUL', { name: 'a\0b' }, 'can’t save'],
    ['a color of its own', { name: 'Own', color: 'pink' }, 'Choose one of the options.'],
    ['lists', { name: ['a', 'b'], color: ['red', 'blue'] }, 'We can’t read this.'],
  ])('is refused with %s', async (_, form, message) => {
    const response = await browser.post('/tags/create/', form);
    expect([response.status, dom(response)('.invalid-feedback').text()]).toEqual([
      422,
      expect.stringContaining(message),
    ]);
    expect(await names()).toEqual(['Hurt', 'VIP']);
  });
});

describe('renaming', () => {
  test('changes name and color, and can be undone', async () => {
    const response = await browser.post(`/tags/${hurt}/edit/`, { name: 'HURT', color: 'red' });
    expect([response.status, response.headers['location']]).toEqual([303, '/tags/']);
    expect(await listTags(db)).toContainEqual({ id: hurt, name: 'HURT', color: 'red' });
    const undo = dom(await browser.get('/tags/'))('form[action^="/activity/"]').attr('action') ?? '';
    await browser.post(undo);
    expect(await listTags(db)).toContainEqual({ id: hurt, name: 'Hurt', color: 'blue' });
  });

  test('is refused with 409 when the tag was changed meanwhile', async () => {
    const version = dom(await browser.get(`/tags/${hurt}/edit/`))('input[name=version]').val() as string;
    await db.tag.update({ where: db.key(hurt), data: { name: 'Other', updated_at: new Date(Date.now() + 1000) } });
    const response = await browser.post(`/tags/${hurt}/edit/`, { name: 'Mine', color: 'blue', version });
    expect([response.status, dom(response)('.conflict').text()]).toEqual([409, expect.stringContaining('Other')]);
    expect(await names()).toEqual(['Other', 'VIP']);
  });
});

describe('renaming to the name of another tag', () => {
  beforeEach(async () => {
    await addPeople([hurt, vip]);
    await addPeople([hurt], 2);
    await addPeople([vip]);
    await addCompany([hurt]);
  });
  const join = () => browser.post(`/tags/${hurt}/edit/`, { name: 'vip', color: 'red', join: String(vip) });

  test('is told before', async () => {
    const response = await browser.post(`/tags/${hurt}/edit/`, { name: 'vip', color: 'red' });
    const $ = dom(response);
    expect(response.status).toBe(422);
    expect($('.form-notice').text()).toMatch(/Join with “VIP”\?.*“Hurt” disappears.*3 people.*1 company/s);
    expect($('input[name=join]').val()).toBe(String(vip));
    expect(await names()).toEqual(['Hurt', 'VIP']);
  });

  test('joins them as one act, which can be undone', async () => {
    const before = await dumpOf(alice);
    expect((await join()).status).toBe(303);
    expect(await listTags(db)).toEqual([expect.objectContaining({ id: vip, name: 'VIP', color: 'green' })]);
    expect(await tagsOfPeople()).toEqual([[vip], [vip], [vip], [vip]]);
    expect(await db.company.findFirst({})).toMatchObject({ tag_ids: [vip] });
    const flash = dom(await browser.get('/tags/'));
    expect(flash('.flash').text()).toContain('Joined with “VIP”.');
    await browser.post(flash('form[action^="/trash/"]').attr('action') ?? '');
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('asks again when it was another tag that was told of', async () => {
    const response = await browser.post(`/tags/${hurt}/edit/`, { name: 'vip', color: 'red', join: String(hurt) });
    expect([response.status, await names()]).toEqual([422, ['Hurt', 'VIP']]);
  });

  test('of many records goes on in the background, and is undone exactly', async () => {
    await addPeople([hurt], 1_100);
    const before = await dumpOf(alice);
    await join();
    const act = Number(
      /\d+/.exec(
        dom(await browser.get('/tags/'))('a[href^="/activity/"]')
          .last()
          .attr('href') ?? '',
      ),
    );
    await runJobs(app);
    expect(await names()).toEqual(['VIP']);
    expect(await tagsOfPeople()).toEqual(Array.from({ length: 1_104 }, () => [vip]));
    const undone = await undoAct(db, act, { at: new Date() });
    if (undone.state === 'running') await runAct(db, undone.act);
    expect(await dumpOf(alice)).toEqual(before);
  }, 60_000);
});

describe('deleting', () => {
  test('tells from how many, and is undone by the message', async () => {
    await addPeople([hurt, vip], 2);
    await addCompany([hurt]);
    const before = await dumpOf(alice);
    const page = dom(await browser.get(`/tags/${hurt}/delete/`));
    expect(page('.confirm').text()).toMatch(/2 people who have it.*1 company that has it/s);
    expect((await browser.post(`/tags/${hurt}/delete/`)).status).toBe(303);
    expect(await names()).toEqual(['VIP']);
    const undo = dom(await browser.get('/tags/'))('form[action^="/trash/"]').attr('action') ?? '';
    expect(dom(await browser.get('/trash/'))('.trash-row').text()).toMatch(/Hurt.*had 2 people/s);
    await browser.post(undo);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('offers to restore at its old address', async () => {
    await browser.post(`/tags/${hurt}/delete/`);
    await browser.get('/tags/');
    const response = await browser.get(`/tags/${hurt}/edit/`);
    expect([response.status, dom(response)('form[action$="/restore/"]').length]).toEqual([404, 1]);
  });
});

test.each(['edit', 'delete'])('a stranger and a junk id meet 404 at %s', async (what) => {
  const stranger = await createUser(app, 'stranger');
  const [theirs = 0] = await findOrCreateTags(dbOf(app, stranger), ['Theirs']);
  const other = await signedIn(app, alice);
  for (const id of [theirs, '0', '99999999999', 'x'])
    expect((await other.post(`/tags/${id}/${what}/`, { name: 'Mine', color: 'red' })).status).toBe(404);
  expect((await listTags(dbOf(app, stranger))).map(({ name }) => name)).toEqual(['Theirs']);
});

test('the history of a tag and of its people tells names', async () => {
  await addPeople([hurt]);
  await browser.post(`/tags/${hurt}/edit/`, { name: 'Detal', color: 'blue' });
  expect((await browser.get(`/tags/${hurt}/history/`)).text).toMatch(/Hurt.*Detal/s);
  const [person] = await db.contact.findMany({});
  await browser.post(`/tags/${hurt}/delete/`);
  const page = dom(await browser.get(`/contacts/${person?.id}/history/`));
  expect(page('main').text()).toMatch(/Tags.*Detal/s);
});
