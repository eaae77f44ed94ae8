// Likely pairs and groups are found, shown, merged, or remembered as different.
import { expect, test, vi } from 'vitest';
import { markDifferent } from '../../src/duplicates/different.service.ts';
import { addDueSearches } from '../../src/duplicates/dueSearches.service.ts';
import { groupPairs } from '../../src/duplicates/groups.ts';
import { searchDuplicates } from '../../src/duplicates/search.service.ts';
import { getSearchState } from '../../src/duplicates/searchState.service.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { log } from '../../src/log/log.ts';
import { mergeRecords } from '../../src/merge/merge.service.ts';
import { createUser, dbOf, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { runJobs } from '../support/jobs.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, browser, db } = await useSignedIn();
const user_id = alice.id;

const person = async (first_name: string, last_name: string, more: object = {}) =>
  (await db.contact.create({ data: { user_id, first_name, last_name, ...more } })).id;
const company = async (name: string, more: object = {}) =>
  (await db.company.create({ data: { user_id, name, ...more } })).id;
const search = () => searchDuplicates(db, { clock: () => new Date(), isStopping: () => false });
const listed = async (query = '') => dom(await browser.get(`/duplicates/${query}`));
/** For each group who is in it, and why. */
const groups = async (query = '') => {
  const $ = await listed(query);
  return $('.duplicate')
    .toArray()
    .map((group) => [
      $(group)
        .find('thead a')
        .toArray()
        .map((link) => $(link).text())
        .join(' + '),
      $(group).find('.duplicate-why').text().trim(),
    ]);
};

test('people are found by each reason, the likeliest first', async () => {
  const kret = await company('Kret');
  await person('Jan', 'Kos', { email: 'jan@kos.example' });
  await person('Janek', 'Kos', { more_emails: [{ label: 'home', value: 'JAN@kos.example' }] });
  await person('Ewa', 'Lis', { phone: '+48 600 100 200' });
  await person('Hydraulik', '', { phone: '600-100-200' });
  await person('Ola', 'Mak', { company_id: kret });
  await person('Ola', 'Mak', { company_id: kret });
  await person('Tomasz', 'Wiśniewski', { company_id: kret });
  await person('Tomasz', 'Wisniewsky', { company_id: kret });
  await person('Ania', 'Bez');
  await person('Anna', 'Bez');
  await person('Adam', 'Sam');
  await person('Adam', 'Sam', { company_id: kret });
  await person('Iga', 'Inna', { company_id: kret });
  const unchecked = dom(await browser.get('/duplicates/'));
  expect([unchecked('.empty').length, unchecked('[role=status] progress').length]).toEqual([0, 1]);
  expect(unchecked('[role=status]').text()).toContain('Checking…');
  await browser.post('/duplicates/search/');
  expect(await groups()).toEqual([
    ['Jan Kos + Janek Kos', 'Almost certain same email, another form of the first name'],
    ['Ola Mak + Ola Mak', 'Likely same name, same company'],
    ['Tomasz Wiśniewski + Tomasz Wisniewsky', 'Likely one letter apart, same company'],
    ['Adam Sam + Adam Sam', 'Likely same name'],
    ['Ania Bez + Anna Bez', 'Possible another form of the first name'],
    ['Ewa Lis + Hydraulik', 'Possible same phone'],
  ]);
  const link = dom(await browser.get('/contacts/'))('.list-note a');
  expect([link.attr('href'), link.text()]).toEqual(['/duplicates/', '6 possible duplicates']);
});

test('the page says either that all was checked or that later changes follow', async () => {
  const check = async () => {
    const page = await listed();
    return [page('.duplicate-check').text().replace(/\s+/g, ' ').trim(), page('progress').length];
  };
  await person('Jan', 'Kos');
  await search();
  expect(await check()).toEqual(['Checked today. Check again', 0]);
  await browser.post('/contacts/create/', { first_name: 'Ewa' });
  const partly = 'Checked today. What changed since then is compared within a few minutes. Check now';
  expect(await check()).toEqual([partly, 0]);
});

test('companies are found by tax ID, name without legal form, and domain', async () => {
  await company('Kret', { tax_id: '5260250274' });
  await company('Zakład Krecik', { tax_id: '5260250274' });
  await company('P.H.U. GWINT Sp. z o.o.');
  await company('Gwint S.A.');
  await company('Dąb', { website: 'https://www.dab.example/o-nas' });
  await company('Dębowe meble', { email: 'biuro@dab.example' });
  for (const name of ['Lipa', 'Klon'])
    await company(name, { email: `${name}@gmail.com`, website: `https://facebook.com/${name}` });
  for (const tax_id of ['1234563218', '7740001454']) await company('Sosna', { tax_id });
  await search();
  expect(await groups('?kind=companies')).toEqual([
    ['Kret + Zakład Krecik', 'Almost certain same tax ID'],
    ['P.H.U. GWINT Sp. z o.o. + Gwint S.A.', 'Likely same name'],
    ['Dąb + Dębowe meble', 'Possible same web or email domain'],
  ]);
  expect(dom(await browser.get('/companies/'))('.list-note a').attr('href')).toBe('/duplicates/?kind=companies');
});

test('overlapping pairs are one group, of which some can be merged', async () => {
  const [a, b, c] = [
    await person('Jan', 'Kos', { email: 'jan@kos.example' }),
    await person('Jan', 'Kos', { email: 'jan@kos.example', phone: '600 100 200' }),
    await person('Jan', 'Kos', { phone: '600 100 200' }),
  ];
  await db.interaction.create({ data: { user_id, contact_id: b, content: 'Call' } });
  await search();
  const $ = await listed();
  expect($('.duplicate')).toHaveLength(1);
  const ticked = $('input[type=checkbox]:checked')
    .toArray()
    .map((box) => Number($(box).val()));
  expect(ticked).toEqual([b, a, c]);
  const to = async (ids: number[]) =>
    (await browser.get(`/duplicates/merge/?kind=contacts&back=/duplicates/&${ids.map((id) => `id=${id}`).join('&')}`))
      .headers['location'];
  expect(await to([b, c])).toBe(`/contacts/${b}/merge/?with=${c}&back=%2Fduplicates%2F`);
  expect(await to([])).toBe('/duplicates/');
  const page = dom(await browser.get(String(await to([b, c]))));
  const fields = page('form.form-card')
    .serializeArray()
    .filter(({ name }) => name !== '_csrf');
  const body = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const merged = await browser.post(`/contacts/${b}/merge/`, { ...body, with: [String(c), String(b)] });
  expect([merged.status, merged.headers['location']]).toEqual([303, '/duplicates/']);
  expect(await groups()).toHaveLength(1);
});

/** The numbers at the chips, and in the links of the lists. */
const counts = async () => {
  const linkOf = async (list: string) => dom(await browser.get(list))('.list-note a').text();
  const chips = (await listed())('.duplicate-kinds a').toArray();
  const $ = await listed();
  return [...chips.map((chip) => $(chip).text().trim()), await linkOf('/contacts/?all=1'), await linkOf('/companies/')];
};

test('the numbers are right at once after a merge, a deletion and their undo', async () => {
  const trio = [1, 2, 3].map((phone) => ({ email: 'jan@kos.example', phone: String(phone) }));
  const ids: number[] = [];
  for (const more of trio) ids.push(await person('Jan', 'Kos', more));
  const [kept = 0, gone = 0, left = 0] = ids;
  for (const tax_id of ['5260250274', '5260250274']) await company('Kret', { tax_id });
  await search();
  const all = ['People 1', 'Companies 1', '1 possible duplicate', '1 possible duplicate'];
  expect(await counts()).toEqual(all);

  const merge = (one: number) => mergeRecords(db, 'contacts', { kept, gone: [one], choices: {} }, new Date());
  const undo = (act: number) => undoAct(db, act, { at: new Date() });
  const first = await merge(gone);
  expect(await counts()).toEqual(all);
  const second = await merge(left);
  expect(await counts()).toEqual(['People', 'Companies 1', '', '1 possible duplicate']);
  await undo(second);
  await undo(first);
  expect(await counts()).toEqual(all);

  const [{ id: other } = { id: 0 }] = await sql<{ id: number }>('SELECT max(id) AS id FROM companies');
  await browser.post(`/companies/${other}/delete/`);
  expect(await counts()).toEqual(['People 1', 'Companies', '1 possible duplicate', '']);
  await markDifferent(db, 'contacts', ids, new Date());
  expect(await counts()).toEqual(['People', 'Companies', '', '']);
});

test('beyond a hundred groups, only their own page counts on', async () => {
  const numbers = Array.from({ length: 101 }, (_, at) => 600_100_000 + at);
  const data = [...numbers, ...numbers].map((phone) => ({ user_id, last_name: `Nr ${phone}`, phone: String(phone) }));
  await db.contact.createMany({ data });
  await search();
  expect(await counts()).toEqual(['People 101', 'Companies', '100+ possible duplicates', '']);
});

test('a message stays while the page follows a search, and until the page is left', async () => {
  const ids = [await person('Jan', 'Kos', { phone: '600100200' }), await person('Jan', 'Kos', { phone: '600100200' })];
  await search();
  await sql('UPDATE duplicate_searches SET begun_at = now()');
  await browser.post('/duplicates/different/', { kind: 'contacts', id: ids.map(String) });
  const messages = async (headers = {}) => dom(await browser.get('/duplicates/', headers))('.flash').length;
  expect(await messages({ 'X-Fragment': 'progress' })).toBe(0);
  expect([await messages(), await messages()]).toEqual([1, 1]);
  await sql('UPDATE duplicate_searches SET begun_at = NULL, searched_at = now()');
  expect([await messages(), await messages()]).toEqual([1, 0]);
});

test('a pair that was called different stays so until it is taken back', async () => {
  const ids = [await person('Jan', 'Kos', { phone: '600100200' }), await person('Jan', 'Kos', { phone: '600100200' })];
  await search();
  const mark = () =>
    browser.post('/duplicates/different/?back=/duplicates/', { kind: 'contacts', id: ids.map(String) });
  expect((await mark()).headers['location']).toBe('/duplicates/');
  expect(await groups()).toEqual([]);
  expect((await getSearchState(db, new Date())).contacts).toBe(0);
  await mark();
  await search();
  expect(await groups()).toEqual([]);
  // A deleted record that comes back is still not the other one.
  await browser.post(`/contacts/${ids[1]}/delete/`);
  const [{ id: act } = { id: 0 }] = await sql<{ id: number }>('SELECT max(id) AS id FROM acts');
  await browser.post(`/activity/${act}/undo/`);
  await search();
  expect(await groups()).toEqual([]);

  const list = dom(await browser.get('/duplicates/different/'));
  expect(list('.row-title').text()).toBe('Jan Kos ≠ Jan Kos');
  await browser.post(list('.trash-row form').attr('action') ?? '');
  expect(await groups()).toHaveLength(1);
  expect(await sql('SELECT id FROM different_records')).toEqual([]);
});

test('Undo takes all pairs of one press back; what was merged takes along that it is different', async () => {
  const ids: number[] = [];
  for (const phone of ['1', '2', '3']) ids.push(await person('Jan', 'Kos', { email: 'jan@kos.example', phone }));
  const [a = 0, b = 0, c = 0] = ids;
  await search();
  await browser.post('/duplicates/different/', { kind: 'contacts', id: ids.map(String) });
  const undo = dom(await browser.get('/duplicates/'))('.flash form').attr('action') ?? '';
  expect(await sql('SELECT id FROM different_records')).toHaveLength(3);
  await browser.post(undo);
  expect(await sql('SELECT id FROM different_records')).toEqual([]);

  await browser.post('/duplicates/different/', { kind: 'contacts', id: [String(a), String(b)] });
  const page = dom(await browser.get(`/contacts/${c}/merge/?with=${b}`));
  await browser.post(`/contacts/${c}/merge/`, {
    with: [String(b), String(c)],
    shown: String(page('[name=shown]').val()),
  });
  await search();
  expect(await groups()).toEqual([]);
});

test('what many share makes nobody the same, and a chain of weak pairs no group', async () => {
  for (let n = 0; n < 7; n++) await person(`A${'bcdefgh'[n]}a`, `X${'bcdefgh'[n]}yz`, { phone: '22 555 01 01' });
  await search();
  expect(await groups()).toEqual([]);
  const weak = [
    { one: 1, other: 2, score: 80 },
    { one: 2, other: 3, score: 50 },
    { one: 3, other: 4, score: 30 },
    { one: 1, other: 3, score: 20 },
  ];
  expect(groupPairs(weak)).toEqual([
    { ids: [1, 2, 3], score: 80 },
    { ids: [3, 4], score: 30 },
  ]);
});

test('accounts that changed are searched in the background, one search at a time', async () => {
  const now = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const due = async (minutes: number) => {
    await addDueSearches(app.database, now(minutes));
    await runJobs(app);
    return (await getSearchState(db, now(minutes))).searched_at?.getTime();
  };
  expect(await due(0)).toBeUndefined();
  await person('Jan', 'Kos', { email: 'jan@kos.example' });
  const first = await due(0);
  expect(first).toBeDefined();
  // The act may have been committed after the first search had begun.
  const second = await due(30);
  expect(second).not.toBe(first);
  await sql(`UPDATE acts SET at = at - interval '2 minutes'`);
  expect(await due(60)).toBe(second);
  await sql('UPDATE duplicate_searches SET begun_at = now()');
  expect(await search()).toBe(false);
  const running = await listed();
  expect([running('main').attr('data-refresh'), running('progress').length]).toEqual(['2', 1]);
  await sql("UPDATE duplicate_searches SET begun_at = now() - interval '6 minutes'");
  expect(await search()).toBe(true);
  await searchDuplicates(db, { clock: () => new Date(), isStopping: () => true });
  expect((await getSearchState(db, new Date())).isRunning).toBe(false);
});

test('a search that fails is logged once and rests too', async () => {
  await person('Jan', 'Kos', { email: 'jan@kos.example' });
  const error = vi.spyOn(log, 'error').mockImplementation(() => {});
  const due = async (minutes: number) => {
    await addDueSearches(app.database, new Date(Date.now() + minutes * 60_000));
    await runJobs(app);
    return error.mock.calls.length;
  };
  await sql('ALTER TABLE duplicate_pairs RENAME TO away');
  try {
    expect(await due(0)).toBe(1);
    expect(await due(0.5)).toBe(1);
    expect(await due(2)).toBe(2);
  } finally {
    await sql('ALTER TABLE away RENAME TO duplicate_pairs');
  }
  expect(await getSearchState(db, new Date())).toMatchObject({ isRunning: false, searched_at: null });
  await due(4);
  const [state] = await sql('SELECT failed_at, searched_at IS NOT NULL AS is_searched FROM duplicate_searches');
  expect(state).toEqual({ failed_at: null, is_searched: true });
});

test('nobody but the owner sees or marks anything', async () => {
  const ids = [await person('Jan', 'Kos', { phone: '600100200' }), await person('Jan', 'Kos', { phone: '600100200' })];
  await search();
  const bob = await createUser(app, 'bob');
  const stranger = await signedIn(app, bob);
  await searchDuplicates(dbOf(app, bob), { clock: () => new Date(), isStopping: () => false });
  expect(dom(await stranger.get('/duplicates/'))('.duplicate')).toHaveLength(0);
  await stranger.post('/duplicates/different/', { kind: 'contacts', id: ids.map(String) });
  expect(await sql('SELECT id FROM different_records')).toEqual([]);
  expect((await new Visitor(app).get('/duplicates/')).headers['location']).toContain('/accounts/login/');
});

test.each(['?page=999', '?page=x&kind=tasks', '?kind[]=companies', '?page=%00'])(
  'junk in the address: %s',
  async (query) => {
    expect((await browser.get(`/duplicates/${query}`)).status).toBe(200);
    expect((await browser.get(`/duplicates/different/${query}`)).status).toBe(200);
  },
);

test.each<Record<string, string | string[]>>([
  {},
  { id: 'x' },
  { kind: 'tasks', id: ['1', '2'] },
  { id: ['99999999999', '-1', "'; --"] },
])('junk in the form: %j', async (body) => {
  expect((await browser.post('/duplicates/different/', body)).status).toBe(303);
  expect(await sql('SELECT id FROM different_records')).toEqual([]);
});
