// Many people at once: ticked ones or all that a list finds, in one act that one Undo takes back.
import { beforeEach, describe, expect, test } from 'vitest';
import { changeInBulk } from '../../src/bulk/bulk.service.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { createUser, dbOf, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { runJobs } from '../support/jobs.ts';
import { dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, browser, db } = await useSignedIn();
const user_id = alice.id;
let ids: number[];

beforeEach(async () => {
  const people = Array.from({ length: 30 }, (_, at) => ({
    ...{ user_id, first_name: `P${at}`, status: at < 10 ? ('customer' as const) : ('lead' as const) },
  }));
  ids = (await db.contact.createManyAndReturn({ data: people, select: { id: true } })).map(({ id }) => id);
  await db.interaction.create({ data: { user_id, contact_id: ids[0] ?? 0, content: 'said' } });
});

type Fields = Record<string, string | string[]>;
/** The fields of the page that tells what will happen. */
async function pageOf(chosen: Fields, path = '/contacts/bulk/'): Promise<Fields> {
  const $ = dom(await browser.post(path, chosen));
  const fields: Record<string, string[]> = {};
  for (const { name, value } of $('form.bulk').serializeArray()) (fields[name] ??= []).push(value);
  delete fields['_csrf'];
  return fields;
}
const ticked = () => ({ ids: ids.slice(0, 3).map(String) });
const apply = async (chosen: Fields, action: Fields) =>
  browser.post('/contacts/bulk/run/', { ...(await pageOf(chosen)), ...action });
const undoLast = async () =>
  undoAct(db, (await sql<{ id: number }>('SELECT max(id)::int AS id FROM acts'))[0]?.id ?? 0, { at: new Date() });

describe('one act', () => {
  test.each<[string, Fields, string]>([
    ['status', { status: 'churned' }, `status = 'churned'`],
    ['add_tags', { tags: 'Fair, VIP' }, 'cardinality(tag_ids) = 2'],
    ['rhythm', { keep_in_touch_days: '30' }, 'keep_in_touch_days = 30'],
    ['source', { source: 'Fair' }, `source = 'Fair'`],
    ['star', {}, 'is_starred'],
    ['next_step', { title: 'Call', due_date: '2030-01-01' }, 'open_tasks = 1'],
    ['delete', {}, `false`],
  ])('%s changes the chosen ones, and Undo takes all of it back', async (action, fields, condition) => {
    const before = await dumpOf(alice);
    const response = await apply(ticked(), { action, ...fields });
    expect([response.status, response.headers['location']]).toEqual([303, '/contacts/']);
    const changed = await sql(`SELECT id FROM contacts WHERE ${condition} ORDER BY id`);
    expect(changed.map(({ id }) => id)).toEqual(action === 'delete' ? [] : ids.slice(0, 3));
    expect(await db.contact.count()).toBe(action === 'delete' ? 27 : 30);
    expect(
      await sql(
        `SELECT DISTINCT a.cause FROM acts a JOIN changes c ON c.act_id = a.id WHERE a.id = (SELECT max(id) FROM acts)`,
      ),
    ).toEqual([{ cause: 'bulk' }]);
    await undoLast();
    const { tags: _, ...after } = await dumpOf(alice);
    const { tags: __, ...same } = before;
    expect(after).toEqual(same);
  });

  test('removes tags of those who have them', async () => {
    await apply(ticked(), { action: 'add_tags', tags: 'VIP' });
    await apply({ ids: ids.slice(1, 5).map(String) }, { action: 'remove_tags', tags: 'vip, unknown' });
    expect(await sql(`SELECT id FROM contacts WHERE tag_ids <> '{}'`)).toEqual([{ id: ids[0] }]);
  });

  test('of all that the list finds', async () => {
    const list = 'status=customer';
    const $ = dom(await browser.get(`/contacts/?${list}`));
    expect($('#bulk [name=list]').val()).toBe(list);
    const response = await apply({ list, all: '1' }, { action: 'star' });
    expect(response.headers['location']).toBe(`/contacts/?${list}`);
    expect(await db.contact.count({ where: { is_starred: true } })).toBe(10);
    expect(dom(await browser.get(`/contacts/?${list}`))('.flash').text()).toContain('10 people starred');
  });

  test('sent twice happens once', async () => {
    const fields = { ...(await pageOf(ticked())), action: 'next_step', title: 'Call' };
    await Promise.all([1, 2].map(() => browser.post('/contacts/bulk/run/', fields)));
    expect(await db.task.count()).toBe(3);
  });
});

describe('companies', () => {
  const applyTo = async (chosen: Fields, action: Fields) =>
    browser.post('/companies/bulk/run/', { ...(await pageOf(chosen, '/companies/bulk/')), ...action });
  let companies: string[];
  beforeEach(async () => {
    const data = ['Dąb', 'Klon', 'Lipa'].map((name) => ({ user_id, name, industry: 'Drewno' }));
    companies = (await db.company.createManyAndReturn({ data, select: { id: true } })).map(({ id }) => String(id));
    await db.contact.update({ where: db.key(ids[0] ?? 0), data: { company_id: Number(companies[0]) } });
  });

  test.each<[string, Fields, string]>([
    ['industry', { industry: 'Meble' }, `industry = 'Meble'`],
    ['add_tags', { tags: 'Fair, VIP' }, 'cardinality(tag_ids) = 2'],
    ['delete', {}, 'false'],
  ])('%s changes the ticked ones, and Undo takes all of it back', async (action, fields, condition) => {
    const { tags: _, ...before } = await dumpOf(alice);
    const response = await applyTo({ ids: companies.slice(0, 2) }, { action, ...fields });
    expect([response.status, response.headers['location']]).toEqual([303, '/companies/']);
    expect(await sql(`SELECT name FROM companies WHERE ${condition}`)).toHaveLength(action === 'delete' ? 0 : 2);
    expect(await db.company.count()).toBe(action === 'delete' ? 1 : 3);
    expect(await db.contact.count()).toBe(30);
    await undoLast();
    const { tags: __, ...after } = await dumpOf(alice);
    expect(after).toEqual(before);
  });

  test('of all that the list finds; what only people have is refused', async () => {
    const $ = dom(await browser.get('/companies/?search=klon'));
    expect($('[name=ids]')).toHaveLength(1);
    const list = String($('#bulk [name=list]').val());
    const page = dom(await browser.post('/companies/bulk/', { ids: companies }));
    expect(page('.bulk-for-delete').text()).toContain('1 person of theirs stays');
    expect(page('[name=action]')).toHaveLength(4);
    expect((await applyTo({ list, all: '1' }, { action: 'star' })).status).toBe(422);
    await applyTo({ list, all: '1' }, { action: 'industry', industry: 'Meble' });
    expect(await sql(`SELECT name FROM companies WHERE industry = 'Meble'`)).toEqual([{ name: 'Klon' }]);
    expect((await browser.post('/companies/bulk/', { ids: ['x'] })).headers['location']).toBe('/companies/');
    const stranger = await signedIn(app, await createUser(app, 'bob'));
    await stranger.post('/companies/bulk/run/', { ids: companies.join(','), count: '3', action: 'delete' });
    expect(await db.company.count()).toBe(3);
  });
});

describe('what is wrong', () => {
  test('is said with everything kept', async () => {
    for (const [action, field] of [
      ['', 'What should'],
      ['add_tags', 'Tags'],
      ['source', 'Source'],
      ['next_step', 'Title'],
      ['nonsense', 'What should'],
    ]) {
      const response = await apply(ticked(), { action: action ?? '', due_date: 'soon' });
      expect(response.status).toBe(422);
      expect(dom(response)('.error-summary').text()).toContain(field);
      expect(String(dom(response)('[name=ids]').val()).split(',').sort()).toEqual(ids.slice(0, 3).map(String).sort());
    }
    expect(await sql(`SELECT 1 FROM acts WHERE cause = 'bulk'`)).toEqual([]);
  });

  test('is not to change anything: it is said, without an Undo', async () => {
    await apply(ticked(), { action: 'star' });
    await apply(ticked(), { action: 'star' });
    const $ = dom(await browser.get('/contacts/'));
    expect($('.flash').last().text()).toContain('Nothing to change');
    expect($('.flash').last().find('form')).toHaveLength(0);
  });

  test('is a list that changed meanwhile: it is counted again', async () => {
    const fields = await pageOf({ list: 'status=customer', all: '1' });
    await db.contact.create({ data: { user_id, first_name: 'New', status: 'customer' } });
    const response = await browser.post('/contacts/bulk/run/', { ...fields, action: 'delete' });
    expect(response.status).toBe(409);
    expect(dom(response)('[name=count]').val()).toBe('11');
    expect(await db.contact.count()).toBe(31);
  });

  test('is nobody, junk, or a stranger', async () => {
    const other = dbOf(app, await createUser(app, 'bob'));
    const theirs = (await other.contact.create({ data: { user_id: other.userId, first_name: 'Theirs' } })).id;
    for (const chosen of [
      {},
      { ids: ['x', '-1', "'; --"] },
      { ids: String(theirs) },
      { list: '%00', all: '0' },
    ] as Fields[])
      expect((await browser.post('/contacts/bulk/', chosen)).headers['location']).toBe('/contacts/');
    const page = dom(await browser.post('/contacts/bulk/', { ids: [String(theirs), String(ids[0])] }));
    expect(page('.notice').text()).toContain('1 selected person isn’t there');
    await apply({ ids: [String(theirs), String(ids[0])] }, { action: 'delete' });
    expect(await other.contact.count()).toBe(1);
    const stranger = await signedIn(app, { id: other.userId } as typeof alice);
    await stranger.post('/contacts/bulk/run/', { ids: ids.join(','), count: '30', action: 'delete' });
    expect(await db.contact.count()).toBe(29);
    expect((await new Visitor(app).post('/contacts/bulk/', ticked())).headers['location']).toMatch(
      /^\/accounts\/login\//,
    );
  });
});

const size = exhaustive ? 10_000 : 1_100;
test(`${size} people are changed in steps, go on after a crash, and are undone to the byte`, {
  timeout: 300_000,
}, async () => {
  await sql(`INSERT INTO contacts (user_id, first_name) SELECT $1, 'M' || n FROM generate_series(1, $2::int) n`, [
    user_id,
    size,
  ]);
  const all = await sql<{ id: number }>('SELECT id FROM contacts WHERE user_id = $1 ORDER BY id', [user_id]);
  const before = await dumpOf(alice);
  const input = {
    action: 'source',
    status: 'lead',
    tags: [],
    source: 'Fair',
    industry: '',
    keep_in_touch_days: null,
    title: '',
    due_date: '',
  } as const;
  const done = await changeInBulk(
    db,
    'contacts',
    all.map(({ id }) => id),
    { ...input, tags: [] },
  );
  expect(done.isRunning).toBe(true);
  await runJobs(app);
  expect(await db.contact.count({ where: { source: 'Fair' } })).toBe(size + 30);
  await undoAct(db, done.act, { at: new Date() });
  await runJobs(app);
  expect(await dumpOf(alice)).toEqual(before);
});
