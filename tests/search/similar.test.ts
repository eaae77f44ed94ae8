// Searches that find people, companies, tasks and notes however they are written, first exactly, then similar ones.
import { beforeEach, describe, expect, test } from 'vitest';
import { companyOptions } from '../../src/companies/companies.service.ts';
import { contactOptions, contactSource } from '../../src/contacts/contactPicker.service.ts';
import { createUser, dbOf, dom, signedIn } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

const { app, browser, db } = await useSignedIn();
const { userId: user_id } = db;

interface Person {
  first_name: string;
  last_name?: string;
  company_id?: number;
  email?: string;
  phone?: string;
  position?: string;
  notes?: string;
}

const addPerson = (data: Person) => db.contact.create({ data: { user_id, ...data } });

interface FoundRows {
  exact: string[];
  similar: string[];
}

/** The names in a list, apart from those under the heading for similar ones. */
async function inList(path: string, search: string): Promise<FoundRows> {
  const response = await browser.get(`${path}?search=${encodeURIComponent(search)}`);
  expect(response.status).toBe(200);
  const $ = dom(response);
  const texts = (selector: string) =>
    $(selector)
      .toArray()
      .map((one) => $(one).text());
  const similar = texts('.similar .who-name');
  const all = texts('.who-name');
  // Similar ones never stand above exact ones.
  expect(all.slice(all.length - similar.length)).toEqual(similar);
  return { exact: all.slice(0, all.length - similar.length), similar };
}

const people = (search: string) => inList('/contacts/', search);
const companies = (search: string) => inList('/companies/', search);

/** The hits of the search over everything by their headings. */
async function everywhere(search: string): Promise<Record<string, string[]>> {
  const $ = dom(await browser.get(`/search/?search=${encodeURIComponent(search)}`));
  const sections = $('section.hits').toArray();
  return Object.fromEntries(
    sections.map((one) => [
      $(one).find('h2').text(),
      $(one)
        .find('.hit-title')
        .toArray()
        .map((title) => $(title).text().trim()),
    ]),
  );
}

const onlySimilar = 'No exact matches. These are similar';

describe('a contact', () => {
  beforeEach(async () => {
    const company = await db.company.create({ data: { user_id, name: 'Whitfield Walnut Stools' } });
    await addPerson({
      ...{ first_name: 'Jan', last_name: 'Nowak', email: 'jan.nowak@firma.example', phone: '22 555 01 04 w. 5' },
      ...{ company_id: company.id, position: 'Kierownik budowy', notes: 'Lubi\nhokery orzechowe.' },
    });
    await addPerson({ first_name: 'Ewa', last_name: 'Lis' });
  });

  test.each([
    ...[
      'jan',
      'nowak',
      'Jan Nowak',
      'nowak jan',
      'Nowak, Jan',
      'NOWAK,JAN',
      'Nowak; Jan',
      '"Jan Nowak"',
      '„nowak jan”',
    ],
    ...['jan.nowak@firma.example', '<jan.nowak@firma.example>', 'Jan Nowak <jan.nowak@firma.example>', 'firma.ex'],
    ...['22 555 01 04 w. 5', '22 555 01 04 wew. 5', '225550104', '+48 22 555 01 04', '0048 22-555-01-04', '555 01 04'],
    ...['+48 22 555 01 04 ext. 5', 'tel. 22 555 01 04', '(22) 555 01 04', '"22 555 01 04"', '22/555 01 04 w 5'],
    ...['kierownik', 'budowy KIEROWNIK', 'hokery', 'lubi hokery', 'jan stools', '"walnut stools"', '“Walnut Stools”'],
  ])('is found by %s', async (search) => {
    expect(await people(search)).toEqual({ exact: ['Jan Nowak'], similar: [] });
  });

  test.each(['"stools walnut"', '"nowak hokery"', '22 555 01 04 w. 6', 'nowak ewa'])(
    'is not found exactly by %s',
    async (search) => {
      expect((await people(search)).exact).toEqual([]);
    },
  );

  test('without the extension is similar', async () => {
    expect(await people('22 555 01 04 w. 6')).toEqual({ exact: [], similar: ['Jan Nowak'] });
  });

  test.each([
    ...['whitfeld', 'whitfiedl', 'Whitfielld', 'vhitfield', 'hwitfield', 'nowka', 'nwak', 'jan nowka', 'nowka, jan'],
    ...['nowaka', 'Nowakowi', 'jan nowakiem', 'janek nowak', 'jasiek nowka'],
    ...['orzechowych hokerów', 'orzechowe hokery', 'hoker orzechowy', 'kierownika', 'kierownicy'],
    ...['walnut stool jan', '"stools walnut"'],
  ])('is found or similar when searched for %s', async (search) => {
    const { exact, similar } = await people(search);
    expect([...exact, ...similar]).toEqual(['Jan Nowak']);
  });
});

test.each([
  ['Ania', 'Anna'],
  ['anka', 'Anna'],
  ['Bob', 'Robert'],
  ['Robert', 'Bob'],
  ['Kasia', 'Katarzyna'],
  ['Tomek', 'Tomasz'],
  ['Tomasz', 'Tomek'],
  ['Bill', 'William'],
  ['Gosia', 'Małgorzata'],
  ['zbyszek', 'Zbigniew'],
])('%s finds %s as similar', async (search, first_name) => {
  await addPerson({ first_name, last_name: 'Zielińska' });
  await addPerson({ first_name: 'Olgierd', last_name: 'Wrzos' });
  expect(await people(search)).toEqual({ exact: [], similar: [`${first_name} Zielińska`] });
  expect(await people(`${search} zielinska`)).toEqual({ exact: [], similar: [`${first_name} Zielińska`] });
  expect(await everywhere(`zielinska ${search}`)).toEqual({ [onlySimilar]: [`${first_name} Zielińska`] });
});

const forms = ['faktura', 'fakturę', 'faktury', 'FAKTUR', 'fakturze', 'fakturami'];

test.each(forms)('%s finds the same notes and tasks as its other forms', async (search) => {
  const { id: contact_id } = await addPerson({
    first_name: 'Ewa',
    last_name: 'Lis',
    notes: 'Płaci faktury w terminie',
  });
  await db.interaction.create({ data: { user_id, contact_id, content: 'Prosi o fakturę' } });
  await db.task.create({ data: { user_id, title: 'Dwie faktury' } });
  await db.task.create({ data: { user_id, title: 'Wysłać 5 faktur' } });
  await db.task.create({ data: { user_id, title: 'Manufaktura' } });
  const found = Object.values(await everywhere(search)).flat();
  const expected = ['Ewa Lis', 'Ewa Lis', 'Dwie faktury', 'Wysłać 5 faktur'];
  expect(found.filter((title) => title !== 'Manufaktura').sort()).toEqual(expected.sort());
});

test.each([
  ['invoice', 'Two invoices'],
  ['invoices', 'An invoice'],
  ['company', 'All companies'],
  ['companies', 'The company'],
  ['stool', 'Walnut stools'],
  ['stools', 'A walnut stool'],
  ['oferta', 'Mówił o ofercie'],
  ['ofercie', 'Nowa oferta'],
  ['biurko', 'Pięć biurek'],
  ['biurek', 'Nowe biurko'],
  ['okno', 'Wymiana okien'],
  ['umowa', 'Podpis umów'],
  ['klient', 'Nasi klienci'],
])('%s finds "%s"', async (search, title) => {
  await db.task.create({ data: { user_id, title } });
  await db.task.create({ data: { user_id, title: 'Zdrowie' } });
  const found = await everywhere(search);
  expect(Object.values(found).flat()).toEqual([title]);
});

test('similar companies follow the exact ones, in their list and in the picker', async () => {
  for (const name of ['Whitfield Furniture', 'Whitfeld', 'Oak']) await db.company.create({ data: { user_id, name } });
  expect(await companies('whitfeld')).toEqual({ exact: ['Whitfeld'], similar: ['Whitfield Furniture'] });
  expect(await companies('furnitures')).toEqual({ exact: [], similar: ['Whitfield Furniture'] });
  expect(await everywhere('whitfeld')).toEqual({ Companies: ['Whitfeld'], Similar: ['Whitfield Furniture'] });
  const { text } = await browser.get('/companies/options/?search=whitfeld');
  expect(JSON.parse(text)).toMatchObject([{ label: 'Whitfeld' }, { label: 'Whitfield Furniture', similar: true }]);
  // A form that makes a new company of a typed name asks no question because of it.
  expect(await companyOptions(db, 'whitfelt')).toEqual([]);
});

test('pickers of people offer similar ones, with scripts and without', async () => {
  await addPerson({ first_name: 'Anna', last_name: 'Zielińska' });
  expect(await contactOptions(db, 'ania zielinska')).toMatchObject([{ label: 'Anna Zielińska', similar: true }]);
  expect(await contactOptions(db, 'zielinska')).toEqual([{ id: expect.any(Number), label: 'Anna Zielińska' }]);
  expect(await contactSource(db).like('Zelińska')).toMatchObject([{ label: 'Anna Zielińska' }]);
});

test('the palette tells similar ones apart and still offers to add the words', async () => {
  await addPerson({ first_name: 'Anna', last_name: 'Zielińska' });
  const $ = dom(await browser.get('/search/?search=zelinska', { 'X-Fragment': 'palette' }));
  expect($('[role=group]').first().find('.hits-title').text()).toBe(onlySimilar);
  expect(
    $('[role=option]')
      .toArray()
      .map((one) => $(one).attr('href')),
  ).toEqual([
    expect.stringMatching(/^\/contacts\/\d+\/$/),
    '/quick-add/?text=zelinska',
    expect.stringContaining('/quick-add/'),
  ]);
});

test('similar ones pass the filters of the list', async () => {
  await db.contact.create({ data: { user_id, first_name: 'Adam', last_name: 'Whitfield', status: 'customer' } });
  await db.contact.create({ data: { user_id, first_name: 'Olga', last_name: 'Whitfield', status: 'lead' } });
  const $ = dom(await browser.get('/contacts/?search=whitfeld&status=customer&next=none&sort=name'));
  expect($('.similar .who-name').text()).toBe('Adam Whitfield');
  expect(dom(await browser.get('/contacts/?search=whitfeld&next=late'))('.similar')).toHaveLength(0);
});

test('enough exact hits are followed by none, without another statement', async () => {
  for (let n = 0; n < 5; n++) await addPerson({ first_name: 'Anna', last_name: `Lis ${n}` });
  await addPerson({ first_name: 'Ania', last_name: 'Kot' });
  expect((await people('anna')).similar).toEqual([]);
  await db.contact.deleteMany({ where: { last_name: 'Lis 0' } });
  expect((await people('anna')).similar).toEqual(['Ania Kot']);
  await addPerson({ first_name: 'Anna', last_name: 'Lis 5' });
  const searching = async (path: string) =>
    (await statementsOf(() => browser.get(path))).filter((text) => text.includes('crm_typo_keys'));
  expect(await searching('/contacts/?search=anna')).toEqual([]);
  expect(await searching('/search/?search=anna')).toEqual([]);
  expect(await searching('/search/?search=lis+1')).toHaveLength(0);
  expect(await searching('/search/?search=aneczka')).toHaveLength(1);
});

test('similar people are none of the hits, on whatever page those stand', async () => {
  await addPerson({ first_name: 'Anna', last_name: 'Hit', notes: 'Prosi o spotkania' });
  await addPerson({ first_name: 'Anna', last_name: 'Similar' });
  for (let n = 0; n < 20; n++)
    await addPerson({ first_name: 'Olga', last_name: `Lis ${n}`, notes: 'Prosi o spotkania' });
  expect((await people('ania')).similar).toEqual(['Anna Similar']);
});

test('many hits that nobody has in the name are followed by people of a similar name', async () => {
  for (let n = 0; n < 6; n++)
    await addPerson({ first_name: 'Olga', last_name: `Lis ${n}`, notes: 'Prosi o spotkania' });
  await addPerson({ first_name: 'Anna', last_name: 'Zielińska' });
  expect((await people('ania')).similar).toEqual(['Anna Zielińska']);
  expect(await everywhere('ania')).toMatchObject({ Similar: ['Anna Zielińska'] });
  expect((await people('spotkania')).similar).toEqual([]);
  await addPerson({ first_name: 'Ania', last_name: 'Kot' });
  expect((await people('ania')).similar).toEqual([]);
});

test('nothing of another user is similar', async () => {
  const bob = await createUser(app, 'bob');
  const own = dbOf(app, bob);
  await own.contact.create({ data: { user_id: bob.id, first_name: 'Anna', last_name: 'Whitfield' } });
  await own.company.create({ data: { user_id: bob.id, name: 'Whitfield' } });
  await own.task.create({ data: { user_id: bob.id, title: 'Whitfields' } });
  for (const path of ['/contacts/', '/companies/', '/search/', '/contacts/options/', '/companies/options/']) {
    expect((await browser.get(`${path}?search=whitfeld`)).text).not.toContain('Whitfield');
    expect((await browser.get(`${path}?search=whitfields`)).text).not.toContain('Whitfields<');
  }
  expect((await (await signedIn(app, bob)).get('/search/?search=whitfeld')).text).toContain('Whitfield');
});

const hostile = [
  ...[
    '"',
    '""',
    '„”',
    '" "',
    ',',
    ',,;',
    '%',
    '_',
    '\\',
    "\\'",
    '%_\\ whitfeld',
    'whit\0feld',
    '🦄',
    '👩‍👩‍👧 ania',
    'مرحبا بكم',
  ],
  ...[
    '‮dlefihw',
    '***:whitfeld',
    '(?i)whitfeld',
    '[[:alpha:]]{0,99999}',
    'a{1,2}b|c(',
    '\\m\\M whitfeld',
    '$x{}',
    "'; --",
  ],
  ...[
    'ania '.repeat(40),
    Array.from({ length: 200 }, (_, i) => `w${i}`).join(' '),
    'x'.repeat(5_000),
    'żółć'.repeat(50),
  ],
];

test.each(hostile)('%j is a search like any other', async (search) => {
  await addPerson({ first_name: 'Jan', last_name: 'Whitfield', notes: '100% "tak"' });
  for (const path of ['/contacts/', '/companies/', '/search/', '/contacts/options/', '/companies/options/']) {
    expect((await browser.get(`${path}?search=${encodeURIComponent(search)}`)).status).toBe(200);
  }
});

test('an account of any size finds similar people, walking or by the index', async () => {
  const names = (i: number) => (i % 3 === 0 ? 'Katarzyna' : 'Olgierd');
  await db.contact.createMany({
    data: Array.from({ length: 900 }, (_, i) => ({ user_id, first_name: names(i), last_name: `Wrzos${i}` })),
  });
  await addPerson({ first_name: 'Anna', last_name: 'Whitfield' });
  expect((await people('kasia')).similar).toHaveLength(5);
  expect(await people('ania whitfeld')).toEqual({ exact: [], similar: ['Anna Whitfield'] });
  expect((await people('katarzyny')).similar).toHaveLength(5);
});
