// Choosing a contact's company: by the select, by a typed name, on the page that asks which.
import { describe, expect, test } from 'vitest';
import { createUser, dbOf, dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser, db } = await useSignedIn();

const addCompany = async (name: string, user = alice) =>
  (await dbOf(app, user).company.create({ data: { user_id: user.id, name } })).id;
const create = (fields: Record<string, string | number>) =>
  browser.post('/contacts/create/', { last_name: 'Nowak', ...fields });
const companies = () => db.company.findMany({ orderBy: { id: 'asc' } });
const chosen = async () => {
  const rows = await db.contact.findMany();
  expect(rows).toHaveLength(1);
  return rows[0]?.company_id;
};

describe('the select of the company picker', () => {
  test('saves the chosen company', async () => {
    const id = await addCompany('Dąb');
    expect((await create({ company: id })).status).toBe(303);
    expect(await chosen()).toBe(id);
  });

  test('saves no company when it is empty', async () => {
    expect((await create({ company: '', company_name: ' ', company_pick: '' })).status).toBe(303);
    expect(await chosen()).toBeNull();
  });

  test.each([
    ['somebody else’s', true],
    ['an unknown', false],
  ])('refuses %s company with an error in the field', async (_, foreign) => {
    const id = foreign ? await addCompany('Foreign', await createUser(app, 'bob')) : 999_999;
    for (const name of ['company', 'company_pick']) {
      const response = await create({ [name]: id });
      expect(response.status).toBe(422);
      expect(dom(response)('#f-company-error').text()).toContain('Choose one of the options.');
      expect(response.text).not.toContain('Foreign');
    }
    expect(await db.contact.count()).toBe(0);
  });

  test('offers at most 50 companies, including the chosen one', async () => {
    for (let i = 0; i < 60; i++) await addCompany(`Firma ${String(i).padStart(2, '0')}`);
    const last = (await companies()).at(-1)?.id ?? 0;
    const $ = dom(await browser.get(`/contacts/create/?company=${last}`));
    expect($('[name=company] option').length).toBeLessThanOrEqual(51);
    expect($('[name=company]').val()).toBe(String(last));
  });
});

describe('a typed company name', () => {
  test.each(['Dąb sp. z o.o.', 'dab SP. Z O.O.', '  Dąb   sp. z o.o. '])(
    'that is exactly one company’s takes it: %s',
    async (name) => {
      const id = await addCompany('Dąb sp. z o.o.');
      await addCompany('Dąb sp. z o.o. Gdańsk');
      expect((await create({ company_name: name })).status).toBe(303);
      expect(await chosen()).toBe(id);
      expect(await companies()).toHaveLength(2);
    },
  );

  test('has priority over the select', async () => {
    const [old, typed] = [await addCompany('Stara'), await addCompany('Nowa')];
    expect((await create({ company: old, company_name: 'nowa' })).status).toBe(303);
    expect(await chosen()).toBe(typed);
  });

  test('of several companies asks which one, and saves the answer', async () => {
    const ids = [await addCompany('Dąb'), await addCompany('DAB')];
    await addCompany('Dąb i syn');
    const asked = await create({ company_name: 'dąb', email: 'a@b.pl' });
    expect(asked.status).toBe(422);
    const $ = dom(asked);
    const offered = $('[type=radio][name=company_pick]')
      .toArray()
      .map((one) => $(one).val());
    expect(offered.slice(0, 2).sort()).toEqual(ids.map(String).sort());
    expect(offered.slice(2)).toEqual(['new', 'none']);
    expect($('.error-summary a[href="#f-company"]').text()).toBe('Company: Which company do you mean by “dąb”?');
    expect($('fieldset#f-company')).toHaveLength(1);
    expect($('[name=email]').val()).toBe('a@b.pl');
    expect((await create({ company_name: 'dąb', company_pick: ids[1] ?? 0 })).status).toBe(303);
    expect(await chosen()).toBe(ids[1]);
  });

  test('that is part of some names offers these companies and creating a new one', async () => {
    await addCompany('Stolarnia Dąb');
    const $ = dom(await create({ company_name: 'dąb' }));
    const labels = $('.choices .form-check-label')
      .toArray()
      .map((one) => $(one).text().trim());
    expect(labels).toEqual(['Stolarnia Dąb', 'Create “dąb” as a company', 'No company']);
  });

  test('that is new creates the company with the contact, says so, and creates it once', async () => {
    await addCompany('Other', await createUser(app, 'bob'));
    const saved = await create({ company_name: 'Nova' });
    expect(saved.status).toBe(303);
    const [nova] = await companies();
    expect(nova).toMatchObject({ name: 'Nova', user_id: alice.id });
    expect(await chosen()).toBe(nova?.id);
    const $ = dom(await browser.get(saved.headers['location'] ?? ''));
    expect($('.flash').text()).toContain('New company added: Nova.');
    expect($(`.flash a[href="/companies/${nova?.id}/"]`)).toHaveLength(1);
    await create({ company_name: 'Nova', company_pick: 'new' });
    await create({ company_name: 'nova' });
    expect(await companies()).toHaveLength(1);
  });

  test('does not match an address or an industry', async () => {
    await browser.post('/companies/create/', { name: 'Dąb', address: 'Warszawa', industry: 'Meble' });
    for (const company_name of ['Warszawa', 'Meble']) expect((await create({ company_name })).status).toBe(303);
    expect((await companies()).map(({ name }) => name).sort()).toEqual(['Dąb', 'Meble', 'Warszawa']);
  });

  test('that is not clear can be left out', async () => {
    await addCompany('Stolarnia Dąb');
    expect((await create({ company_name: 'dąb', company_pick: 'none' })).status).toBe(303);
    expect(await chosen()).toBeNull();
    expect(await companies()).toHaveLength(1);
  });

  test('creates no company when the contact is not saved', async () => {
    const fields = { company_name: 'Nova', company_pick: 'new' };
    expect((await create({ ...fields, email: 'x' })).status).toBe(422);
    await create({ email: 'a@b.pl' });
    expect((await create({ ...fields, email: 'a@b.pl' })).status).toBe(422);
    expect(await companies()).toEqual([]);
  });

  test('finds no company of another user', async () => {
    await addCompany('Dąb', await createUser(app, 'bob'));
    expect((await create({ company_name: 'Dąb' })).status).toBe(303);
    expect(await companies()).toMatchObject([{ name: 'Dąb', user_id: alice.id }]);
  });

  test.each(['%', '_', '\\', '$&', "'", '{name}', '"><img>'])('%s is not a pattern', async (name) => {
    await addCompany('Dąb');
    await addCompany(`Dąb ${name}`);
    await addCompany(`${name} Dąb`);
    const asked = await create({ company_name: `b ${name}` });
    expect(asked.status).toBe(422);
    expect(dom(asked)('.choices').text()).toContain(`Create “b ${name}” as a company`);
    expect((await create({ company_name: name, company_pick: 'new' })).status).toBe(303);
    expect((await companies()).at(-1)?.name).toBe(name);
  });

  test('that is too long is refused with an error in the field', async () => {
    const response = await create({ company_name: 'x'.repeat(201) });
    expect(response.status).toBe(422);
    const $ = dom(response);
    expect($('#f-company-error').text()).toContain('200');
    const target = $('.error-summary a').attr('href') ?? '';
    expect($(target)).toHaveLength(1);
  });
});

describe('without scripts, one page asks about a duplicate and about an unclear company', () => {
  /** What a browser sends when the form of the answer is sent as it stands. */
  function fieldsOf(html: string): Record<string, string> {
    const $ = dom({ text: html } as never);
    return Object.fromEntries(
      $('form.card')
        .serializeArray()
        .map(({ name, value }) => [name, value]),
    );
  }

  test('a new company', async () => {
    await create({ email: 'a@b.pl' });
    const nagged = fieldsOf((await create({ email: 'a@b.pl', company_name: 'Nova' })).text);
    expect(nagged['save_anyway']).toBe('1');
    expect((await browser.post('/contacts/create/', nagged)).status).toBe(303);
    expect(await companies()).toMatchObject([{ name: 'Nova' }]);
  });

  test('does not ask again after another error', async () => {
    await create({ email: 'a@b.pl' });
    const nagged = fieldsOf((await create({ email: 'a@b.pl', company_name: 'Nova' })).text);
    const mistaken = await browser.post('/contacts/create/', { ...nagged, phone: 'x' });
    expect(mistaken.status).toBe(422);
    expect((await browser.post('/contacts/create/', { ...fieldsOf(mistaken.text), phone: '' })).status).toBe(303);
  });

  test('one of several companies of the same name', async () => {
    await create({ email: 'a@b.pl' });
    const ids = [await addCompany('Dąb'), await addCompany('Dąb')];
    const asked = fieldsOf((await create({ email: 'a@b.pl', company_name: 'Dąb' })).text);
    expect(asked['save_anyway']).toBe('1');
    const answered = { ...asked, company_pick: String(ids[1]) };
    expect((await browser.post('/contacts/create/', answered)).status).toBe(303);
    expect((await db.contact.findMany({ orderBy: { id: 'desc' } }))[0]?.company_id).toBe(ids[1]);
  });
});

test('"Save and add another" leads to an empty form, and the message names nobody', async () => {
  const page = dom(await browser.get('/contacts/create/'));
  const buttons = page('main button[type=submit]').toArray();
  expect(buttons.map((button) => page(button).attr('name'))).toEqual([undefined, 'another']);
  const saved = await browser.post('/contacts/create/', { first_name: 'Jan', last_name: 'Nowak', another: '1' });
  expect([saved.status, saved.headers['location']]).toEqual([303, '/contacts/create/']);
  const $ = dom(await browser.get('/contacts/create/'));
  expect($('.flash').text()).toContain('Contact added.');
  expect($('main').text()).not.toContain('Nowak');
  expect($('[name=first_name]').val()).toBe('');
  const quick = await browser.post('/quick-add/', { text: 'Ewa Lis', next: 'none', another: '1' });
  expect([quick.status, quick.headers['location']]).toEqual([303, '/quick-add/']);
  expect(await db.contact.count()).toBe(2);
});

describe('editing a contact', () => {
  test('keeps the company, changes it, and removes it', async () => {
    const [one, two] = [await addCompany('Jeden'), await addCompany('Dwa')];
    await create({ company: one });
    const { id } = (await db.contact.findFirst()) ?? {};
    const address = `/contacts/${id}/edit/`;
    expect(dom(await browser.get(address))('[name=company]').val()).toBe(String(one));
    await browser.post(address, { last_name: 'Nowak', company: one });
    expect(await chosen()).toBe(one);
    await browser.post(address, { last_name: 'Nowak', company: one, company_name: 'dwa' });
    expect(await chosen()).toBe(two);
    await browser.post(address, { last_name: 'Nowak', company: '' });
    expect(await chosen()).toBeNull();
  });

  test('refuses the company of another user', async () => {
    const foreign = await addCompany('Foreign', await createUser(app, 'bob'));
    await create({});
    const { id } = (await db.contact.findFirst()) ?? {};
    expect((await browser.post(`/contacts/${id}/edit/`, { last_name: 'Nowak', company: foreign })).status).toBe(422);
    expect(await chosen()).toBeNull();
  });
});

describe('the options of a picker with scripts', () => {
  const options = async (search: string) => {
    const response = await browser.get(`/companies/options/?search=${encodeURIComponent(search)}`);
    expect([response.status, response.type]).toEqual([200, 'application/json']);
    return response.body as { id: number; label: string }[];
  };

  test('are the companies whose name contains the text', async () => {
    const id = await addCompany('Stolarnia Dąb');
    await addCompany('Huta');
    await addCompany('Dąb', await createUser(app, 'bob'));
    expect(await options('dab')).toEqual([{ id, label: 'Stolarnia Dąb' }]);
    expect(await options('%')).toEqual([]);
    expect((await options('')).map(({ label }) => label)).toEqual(['Huta', 'Stolarnia Dąb']);
  });

  test('are at most 50', async () => {
    for (let i = 0; i < 55; i++) await addCompany(`Firma ${i}`);
    expect(await options('firma')).toHaveLength(50);
  });
});
