import { describe, expect, test } from 'vitest';
import { createUser, dbOf, dom, signedIn } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser, db } = await useSignedIn();

const create = (fields: Record<string, string | string[]>) => browser.post('/companies/create/', fields);
const companies = () => db.company.findMany({ orderBy: { id: 'asc' } });
const add = (name: string, fields = {}) => db.company.create({ data: { user_id: alice.id, name, ...fields } });
const addPeople = (company_id: number, count: number) =>
  db.contact.createMany({
    data: Array.from({ length: count }, (_, i) => ({ user_id: alice.id, company_id, last_name: `P${i}` })),
  });

const complete = {
  name: 'Stolarnia „Dąb” 👩‍👩‍👧‍👦',
  website: 'https://stolarnia.example/o-nas?x=1#y',
  phone: '22 555 01 01 w. 5',
  email: 'biuro@stolarnia.example',
  tax_id: '1234563218',
  industry: 'Meble',
  address: 'ul. Leśna 5\r\n00-001 Warszawa',
  notes: 'Płaci gotówką.\r\n<b>Nie</b> dzwonić rano.',
};

describe('saving a company', () => {
  test('keeps every field and shows the company', async () => {
    const response = await create(complete);
    const [company, ...others] = await companies();
    expect([response.status, response.headers['location']]).toEqual([303, `/companies/${company?.id}/`]);
    expect(others).toEqual([]);
    expect(company).toMatchObject({
      ...complete,
      address: 'ul. Leśna 5\n00-001 Warszawa',
      notes: 'Płaci gotówką.\n<b>Nie</b> dzwonić rano.',
      user_id: alice.id,
    });
    const $ = dom(await browser.get(`/companies/${company?.id}/`));
    expect($('h1').text()).toBe(complete.name);
    expect($('.flash').text()).toContain('Company added.');
    expect($(`a[href="${complete.website}"]`).attr('rel')).toContain('noopener');
  });

  test.each([
    ['example.com', 'https://example.com'],
    ['www.example.com/a b', undefined],
    ['example.com:8080/x', 'https://example.com:8080/x'],
    ['HTTP://Example.com', 'HTTP://Example.com'],
    ['żółw.pl', 'https://żółw.pl'],
    ['javascript:alert(1)', undefined],
    ['JaVaScRiPt://example.com/%0Aalert(1)', undefined],
    ['javascript:1', undefined],
    ['data:text/html,x', undefined],
    ['ftp://example.com', undefined],
    ['//example.com', undefined],
    ['https:example.com', undefined],
    ['https:///example.com', undefined],
    ['https://user:secret@example.com', undefined],
    ['nonsense', undefined],
    ['"><script>', undefined],
    [`example.com/${'a'.repeat(480)}`, `https://example.com/${'a'.repeat(480)}`],
    [`example.com/${'a'.repeat(485)}`, undefined],
    [`https://example.com/${'a'.repeat(500)}`, undefined],
  ])('the website %s', async (website, stored) => {
    const response = await create({ name: 'Dąb', website });
    expect(response.status).toBe(stored ? 303 : 422);
    expect((await companies()).map((one) => one.website)).toEqual(stored ? [stored] : []);
    if (!stored) expect(dom(response)('#f-website').val()).toBe(website);
  });

  test('counts an emoji as one character', async () => {
    expect((await create({ name: '👩'.repeat(200), industry: '🦄'.repeat(100) })).status).toBe(303);
    expect((await create({ name: '👩'.repeat(201) })).status).toBe(422);
  });
});

describe('refuses with 422 and keeps what was typed', () => {
  test.each([
    ['name', ''],
    ['name', '   '],
    ['name', 'x'.repeat(201)],
    ['name', 'a\0b'],
    ['industry', 'x'.repeat(10_000)],
    ['website', 'x y'],
    ['address', 'x'.repeat(2001)],
    ['address', 'a\0b'],
    ['phone', 'call me'],
    ['phone', '1'.repeat(51)],
    ['email', 'nobody'],
    ['tax_id', '123-456-32-17'],
    ['tax_id', 'PL123'],
    ['tax_id', 'x'.repeat(21)],
    ['tax_id', '7'.repeat(100_000)],
    ['notes', 'x'.repeat(50_001)],
    ['notes', 'a\0b'],
  ])('%s %#', async (name, value) => {
    const response = await create({ ...complete, [name]: value });
    expect(response.status).toBe(422);
    const $ = dom(response);
    expect($(`[name=${name}]`).val()).toBe(value.replace('\0', ''));
    const message = $(`#f-${name}-error`).text().trim();
    expect(message).not.toBe('');
    expect($(`.error-summary a[href="#f-${name}"]`).text()).toContain(message);
    expect($('[name=industry]').val()).toBe(name === 'industry' ? value : complete.industry);
    expect(await companies()).toEqual([]);
  });

  test('an array instead of a text', async () => {
    expect((await create({ name: ['a', 'b'] })).status).toBe(422);
    expect(await companies()).toEqual([]);
  });
});

describe('the name of another company', () => {
  test.each(['Dąb', 'dab', ' DĄB '])('%s asks first, then saves anyway', async (name) => {
    const { id } = await add('Dąb');
    const asked = await create({ name, industry: 'Meble' });
    expect(asked.status).toBe(422);
    const $ = dom(asked);
    expect($('.form-notice a').attr('href')).toBe(`/companies/${id}/`);
    expect([$('[name=name]').val(), $('[name=industry]').val()]).toEqual([name, 'Meble']);
    expect($('[name=save_anyway]').val()).toBe('1');
    expect(await companies()).toHaveLength(1);
    expect((await create({ name, save_anyway: '1' })).status).toBe(303);
    expect(await companies()).toHaveLength(2);
  });

  test.each(['Dąb i syn', 'Dą', '%', 'D_b'])('%s is a different name', async (name) => {
    await add('Dąb');
    expect((await create({ name })).status).toBe(303);
  });

  test('may be the name of a company of another user', async () => {
    const bob = await createUser(app, 'bob');
    await dbOf(app, bob).company.create({ data: { user_id: bob.id, name: 'Dąb' } });
    expect((await create({ name: 'Dąb' })).status).toBe(303);
  });

  test('is not asked about when an edit keeps the name', async () => {
    await add('Dąb');
    const { id } = await add('Dąb');
    expect((await browser.post(`/companies/${id}/edit/`, { name: 'Dąb', industry: 'x' })).status).toBe(303);
    expect((await browser.post(`/companies/${id}/edit/`, { name: 'DĄB' })).status).toBe(422);
  });
});

describe('the tax id of another company', () => {
  test.each(['123-456-32-18', 'PL 1234563218'])('%s asks first, then saves anyway', async (tax_id) => {
    const { id } = await add('Dąb', { tax_id: '1234563218' });
    const $ = dom(await create({ name: 'Buk', tax_id }));
    expect($('.form-notice a').attr('href')).toBe(`/companies/${id}/`);
    expect($('.form-notice').text()).toContain('with this tax ID');
    expect([$('[name=tax_id]').val(), $('[name=save_anyway]').val()]).toEqual([tax_id, '1']);
    expect((await create({ name: 'Buk', tax_id, save_anyway: '1' })).status).toBe(303);
    expect(await companies()).toMatchObject([{ name: 'Dąb' }, { name: 'Buk', tax_id: '1234563218' }]);
  });

  test('may be the one of a company of another user', async () => {
    const bob = await createUser(app, 'bob');
    await dbOf(app, bob).company.create({ data: { user_id: bob.id, name: 'Dąb', tax_id: '1234563218' } });
    expect((await create({ name: 'Buk', tax_id: '1234563218' })).status).toBe(303);
  });

  test('is asked about when an edit brings it, not when it keeps it', async () => {
    await add('Dąb', { tax_id: '1234563218' });
    const { id } = await add('Buk');
    const edit = (fields: object) => browser.post(`/companies/${id}/edit/`, { name: 'Buk', ...fields });
    expect((await edit({ tax_id: '1234563218' })).status).toBe(422);
    expect((await edit({ tax_id: '1234563218', save_anyway: '1' })).status).toBe(303);
    expect((await edit({ tax_id: '123-456-32-18', industry: 'x' })).status).toBe(303);
  });
});

describe('editing a company', () => {
  test('folds what is rare, unless it is filled or wrong', async () => {
    const isOpen = async (path: string) => dom(await browser.get(path))('.form-more').attr('open') !== undefined;
    expect(await isOpen('/companies/create/')).toBe(false);
    expect(await isOpen(`/companies/${(await add('Dąb', { phone: '600100200' })).id}/edit/`)).toBe(false);
    expect(await isOpen(`/companies/${(await add('Buk', { notes: 'x' })).id}/edit/`)).toBe(true);
    expect(dom(await create({ name: 'Lipa', tax_id: 'PL1' }))('.form-more').attr('open')).toBeDefined();
  });

  test('starts with the stored values and saves', async () => {
    const stored = {
      industry: 'Meble',
      website: 'https://a.pl',
      address: 'x\ny',
      phone: '600',
      email: 'a@b.pl',
      notes: 'z',
    };
    const { id } = await add('Dąb', { ...stored, tax_id: '1234563218' });
    const $ = dom(await browser.get(`/companies/${id}/edit/`));
    const shown = { name: 'Dąb', ...stored, tax_id: '123-456-32-18' };
    expect(Object.fromEntries(Object.keys(shown).map((name) => [name, $(`[name=${name}]`).val()]))).toEqual(shown);
    const response = await browser.post(`/companies/${id}/edit/`, { name: 'Buk' });
    expect([response.status, response.headers['location']]).toEqual([303, `/companies/${id}/`]);
    expect(await companies()).toMatchObject([
      { id, name: 'Buk', industry: '', website: '', address: '', phone: '', email: '', tax_id: '', notes: '' },
    ]);
  });

  test('with an invalid value or by another user changes nothing', async () => {
    const { id } = await add('Dąb');
    expect((await browser.post(`/companies/${id}/edit/`, { name: '' })).status).toBe(422);
    const bob = await signedIn(app, await createUser(app, 'bob'));
    expect((await bob.post(`/companies/${id}/edit/`, { name: '' })).status).toBe(404);
    expect((await bob.post(`/companies/${id}/edit/`, { name: 'Bob' })).status).toBe(404);
    expect(await companies()).toMatchObject([{ name: 'Dąb' }]);
  });
});

describe('the page of a company', () => {
  test('shows its people by name, page by page, and leads to adding one', async () => {
    const { id } = await add('Dąb');
    await addPeople(id, 25);
    await addPeople((await add('Buk')).id, 3);
    const first = dom(await browser.get(`/companies/${id}/`));
    expect(first('.person')).toHaveLength(20);
    expect(first(`a[href="/contacts/create/?company=${id}"]`)).toHaveLength(1);
    expect(dom(await browser.get(`/companies/${id}/?page=2`))('.person')).toHaveLength(5);
    for (const page of ['0', '-1', 'x', '3', '999999999999']) {
      expect(dom(await browser.get(`/companies/${id}/?page=${page}`))('.person'), page).toHaveLength(20);
    }
  });

  test('leads to its phone, email, website and a map, and shows its NIP to be copied', async () => {
    const details = {
      phone: '22 555 01 01 w. 5, kom. 601 555 100',
      email: 'biuro@dab.example',
      website: 'https://dab.example',
    };
    const { id } = await add('Dąb', {
      ...details,
      tax_id: '1234563218',
      address: 'Leśna 5\nŁódź',
      notes: 'Dzwoń do Ewy.',
    });
    const $ = dom(await browser.get(`/companies/${id}/`));
    const hrefs = (selector: string) =>
      $(selector)
        .map((_, link) => $(link).attr('href'))
        .get();
    expect(hrefs('.contact-links a')).toEqual([
      'tel:225550101;ext=5',
      'mailto:biuro@dab.example',
      'https://dab.example',
      'https://www.google.com/maps/search/?api=1&query=Le%C5%9Bna%205%20%C5%81%C3%B3d%C5%BA',
    ]);
    expect(hrefs('.contact-number')).toEqual(['tel:225550101;ext=5', 'tel:601555100']);
    expect([$('#tax-id').text(), $('#tax-id').attr('value')]).toEqual(['123-456-32-18', '1234563218']);
    expect($('[data-copy="#tax-id"]')).toHaveLength(1);
    expect($('.facts').text()).toContain('Dzwoń do Ewy.');
  });

  test('without details says so', async () => {
    const { id } = await add('Dąb', { industry: 'Meble' });
    const $ = dom(await browser.get(`/companies/${id}/`));
    expect([$('.contact-links').length, $('.facts').length]).toEqual([0, 0]);
    expect($('main').text()).toContain('No details yet.');
  });

  test('shows HTML in an address as text', async () => {
    const { id } = await add('<b>Dąb</b>', { address: '<script>alert(1)</script>' });
    const $ = dom(await browser.get(`/companies/${id}/`));
    expect([$('h1').text(), $('h1 b').length]).toEqual(['<b>Dąb</b>', 0]);
    expect($('main').text()).toContain('<script>alert(1)</script>');
  });
});

describe('deleting a company', () => {
  test('first says what is deleted and who stays', async () => {
    const { id } = await add('Dąb');
    await addPeople(id, 3);
    const text = dom(await browser.get(`/companies/${id}/delete/`))('main').text();
    expect(text).toContain('Dąb');
    expect(text).toContain('3 people at this company: they stay');
    expect(await companies()).toHaveLength(1);
  });

  test('deletes the company, and its people stay without one', async () => {
    const [{ id }, other] = [await add('Dąb'), await add('Buk')];
    await addPeople(id, 3);
    await addPeople(other.id, 1);
    const response = await browser.post(`/companies/${id}/delete/`);
    expect([response.status, response.headers['location']]).toEqual([303, '/companies/']);
    expect(await companies()).toMatchObject([{ name: 'Buk' }]);
    const people = await db.contact.findMany({ orderBy: { id: 'asc' } });
    expect(people.map(({ company_id }) => company_id)).toEqual([null, null, null, other.id]);
    expect(people.every(({ user_id }) => user_id === alice.id)).toBe(true);
    expect((await browser.post(`/companies/${id}/delete/`)).status).toBe(404);
  });
});
