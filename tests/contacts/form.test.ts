import type { CheerioAPI } from 'cheerio';
import { beforeEach, describe, expect, test } from 'vitest';
import { createUser, dom, signedIn } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser, db } = await useSignedIn();

const create = (fields: Record<string, string | string[]>) => browser.post('/contacts/create/', fields);
const people = () => db.contact.findMany({ orderBy: { id: 'asc' } });
const onlyOne = async () => {
  const [person, ...others] = await people();
  expect(others).toEqual([]);
  return person;
};

const complete = {
  first_name: 'Łukasz',
  last_name: 'Żółty',
  email: 'lukasz@example.com',
  phone: '+48 (600) 100-200',
  position: 'Szef 👩‍👩‍👧‍👦',
  status: 'customer',
  notes: 'pierwsza\r\n\r\n  druga <b>',
};

describe('the form of a new contact', () => {
  test('is empty, with status lead, and has every field', async () => {
    const $ = dom(await browser.get('/contacts/create/'));
    for (const name of ['first_name', 'last_name', 'email', 'phone', 'position', 'notes', 'company_name']) {
      expect($(`[name=${name}]`).val() ?? '', name).toBe('');
    }
    expect($('[name=status]').val()).toBe('lead');
    expect($('[aria-invalid]')).toHaveLength(0);
  });

  test('has the company chosen that it was opened from', async () => {
    const { id } = await db.company.create({ data: { user_id: alice.id, name: 'Dąb' } });
    expect(dom(await browser.get(`/contacts/create/?company=${id}`))('[name=company]').val()).toBe(String(id));
  });

  test.each(['0', 'abc', '99999999999', '', '1&company=2'])('with a company %s that is none has none', async (id) => {
    const response = await browser.get(`/contacts/create/?company=${id}`);
    expect(response.status).toBe(200);
    expect(dom(response)('[name=company] [selected]')).toHaveLength(0);
  });
});

describe('a phone', () => {
  test.each([
    '+48 22 555 01 01 wew. 12',
    '601 555 100, 602 555 200',
    '+48 22 555 01 01 w. 123',
    '0048 22 555 01 01 w. 12',
    '+44 (0)20 7946 0000 extension 204',
    '+48 601 555 100,,12',
    '22 555 01 01, 02',
    '601 555 100 lub 22 555 10 10 (praca)',
    'tel. 22 555 01 01 kom. 601 555 100',
    '1-800-FLOWERS',
  ])('is kept as typed: %s', async (phone) => {
    expect((await create({ first_name: 'Ola', phone })).status).toBe(303);
    expect(await onlyOne()).toMatchObject({ phone });
  });

  test('is cut by no browser, but refused in words', async () => {
    expect(dom(await browser.get('/contacts/create/'))('[name=phone]').attr('maxlength')).toBeUndefined();
    expect(dom(await browser.get('/accounts/profile/'))('[name=phone]').attr('maxlength')).toBeUndefined();
    const response = await create({ first_name: 'Ola', phone: '22 555 01 01, '.repeat(4) });
    expect(dom(response)('#f-phone-error').text()).toContain('Use at most 50 characters.');
  });
});

describe('saving a contact', () => {
  test('keeps every field as typed and shows the contact', async () => {
    const response = await create(complete);
    const person = await onlyOne();
    expect([response.status, response.headers['location']]).toEqual([303, `/contacts/${person?.id}/`]);
    expect(person).toMatchObject({
      ...complete,
      notes: 'pierwsza\n\n  druga <b>',
      user_id: alice.id,
      company_id: null,
    });
    const $ = dom(await browser.get(`/contacts/${person?.id}/`));
    expect($('h1').text()).toBe('Łukasz Żółty');
    expect($('a[href="tel:+48600100200"]').text()).toContain('+48 (600) 100-200');
    expect($('.contact-links a[href="mailto:lukasz@example.com"]')).toHaveLength(1);
    expect($('.user-text').text()).toBe('pierwsza\n\n  druga <b>');
  });

  test('shows the name exactly once as a text of its own', async () => {
    await create({ first_name: 'John', last_name: 'Doe' });
    const $ = dom(await browser.get(`/contacts/${(await onlyOne())?.id}/`));
    const holders = $('body *')
      .toArray()
      .filter((one) => /john doe/i.test($(one).text()) && $(one).children().length === 0);
    expect(holders).toHaveLength(1);
    expect($('.flash').text()).toContain('Contact added.');
  });

  test('shows its message once', async () => {
    const { headers } = await create({ first_name: 'John' });
    const page = () => browser.get(String(headers['location']));
    expect(dom(await page())('.flash')).toHaveLength(1);
    expect(dom(await page())('.flash')).toHaveLength(0);
  });

  test.each<Record<string, string>>([{ first_name: 'Ola' }, { last_name: 'Nowak' }])(
    'one name is enough: %o',
    async (fields) => {
      expect((await create(fields)).status).toBe(303);
      expect(await onlyOne()).toMatchObject({ first_name: '', last_name: '', ...fields, status: 'lead' });
    },
  );

  test('trims and collapses whitespace', async () => {
    await create({
      first_name: '  Anna \t Maria ',
      last_name: '\u00a0',
      email: ' a@b.pl ',
      phone: '\u202a+48 600 100 200\u202c',
    });
    const tidy = { first_name: 'Anna Maria', last_name: '', email: 'a@b.pl', phone: '+48 600 100 200' };
    expect(await onlyOne()).toMatchObject(tidy);
  });

  test('drops fields that the form does not have', async () => {
    const fields = { first_name: 'Ola', id: '7', user_id: '1', is_sample: 'true', search_text: 'x', open_tasks: '9' };
    expect((await create(fields)).status).toBe(303);
    expect(await onlyOne()).toMatchObject({ user_id: alice.id, is_sample: false, open_tasks: 0 });
  });

  test('creates two contacts from two equal forms at once', async () => {
    const answers = await Promise.all([create({ first_name: 'Ola' }), create({ first_name: 'Ola' })]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await people()).toHaveLength(2);
  });
});

function expectRefused($: CheerioAPI, name: string, typed: string) {
  const field = $(`[name=${name}]`);
  expect(field.val() ?? '').toBe(typed);
  expect(field.attr('aria-invalid')).toBe('true');
  const [error] = (field.attr('aria-describedby') ?? '').split(' ').filter((id) => id.endsWith('-error'));
  const message = $(`#${error}`).text().trim();
  expect(message).not.toBe('');
  const entry = $(`.error-summary a[href="#${field.attr('id')}"]`);
  const label = $(`label[for=${field.attr('id')}]`)
    .contents()
    .first()
    .text()
    .trim();
  expect(entry.text()).toContain(`${label}: ${message}`);
}

const invalid: [name: string, value: string, why: string][] = [
  ['first_name', 'x'.repeat(101), 'too long'],
  ['first_name', 'x'.repeat(10_000), '10,000 characters'],
  ['last_name', '👩'.repeat(101), 'emoji, one too many'],
  ['position', 'x'.repeat(101), 'too long'],
  ['email', 'nobody', 'no @'],
  ['email', 'a@b', 'no domain'],
  ['email', 'a b@c.pl', 'a space'],
  ['email', 'a@b..pl', 'two dots'],
  ['email', '<script>@b.pl', 'HTML'],
  ['email', `${'a'.repeat(260)}@b.pl`, 'too long'],
  ['phone', 'call me', 'letters'],
  ['phone', '12', 'too short'],
  ['phone', '123456789012345678901', 'too many digits'],
  ['phone', `600 100 200 ${'/ 601 100 200 '.repeat(4)}`, 'too long'],
  ['phone', '4,86E+10', 'what a spreadsheet makes of a number'],
  ['phone', 'jan@example.com', 'an email'],
  ['phone', '<b>600100200</b>', 'HTML'],
  ['notes', 'x'.repeat(50_001), 'too long'],
];

describe('refuses with 422, keeps what was typed, and shows the error beside the field and on top', () => {
  test.each(invalid)('%s %#', async (name, value) => {
    const fields = { ...complete, [name]: value };
    const response = await create(fields);
    expect(response.status).toBe(422);
    const $ = dom(response);
    expectRefused($, name, value);
    for (const [other, typed] of Object.entries(fields)) {
      if (other !== 'notes') expect($(`[name=${other}]`).val(), other).toBe(typed);
    }
    expect(await people()).toEqual([]);
  });

  test('a contact without a name', async () => {
    const response = await create({ ...complete, first_name: ' ', last_name: '' });
    expect(response.status).toBe(422);
    expect(dom(response)('.error-summary').text()).toContain('Enter a first name or a last name.');
    expectRefused(dom(response), 'first_name', ' ');
    expect(await people()).toEqual([]);
  });

  test.each(['address', 'birthday', 'source'])('opens More for %s that was typed', async (name) => {
    const $ = dom(await create({ [name]: '1990-01-01' }));
    expect($(`details:has([name=${name}])`).attr('open')).toBeDefined();
    expect(dom(await browser.get('/contacts/create/'))(`details:has([name=${name}])`).attr('open')).toBeUndefined();
  });

  test('several errors at once', async () => {
    const response = await create({ email: 'x', phone: 'x' });
    const links = dom(response)('.error-summary a').toArray();
    expect(links).toHaveLength(3);
  });

  test.each([
    'status=boss',
    'status=__proto__',
    'first_name=a&first_name=b',
    'email=a@b.pl&email=c@d.pl',
    'company=x',
    'company=-1',
    'company_pick=old',
    'company=1&company=2',
  ])('what no form sends: %s', async (body) => {
    const fields = Object.fromEntries(
      [...new URLSearchParams(body)].map(([name]) => [name, new URLSearchParams(body).getAll(name)]),
    );
    expect((await create({ last_name: 'Nowak', ...fields })).status).toBe(422);
    expect(await people()).toEqual([]);
  });

  test.each(['first_name', 'last_name', 'email', 'phone', 'position', 'notes', 'company_name'])(
    'a NUL in %s',
    async (name) => {
      const response = await create({ ...complete, [name]: 'a\0b' });
      expect(response.status).toBe(422);
      expect(response.text).not.toContain('\0');
      expect(dom(response)(`[name=${name}]`).val()).toBe('ab');
      expect(await people()).toEqual([]);
    },
  );

  test('in the language of the user', async () => {
    const ola = await signedIn(app, await createUser(app, 'ola', { locale: 'pl' }));
    const $ = dom(await ola.post('/contacts/create/', { email: 'x' }));
    expect($('.error-summary').text()).toContain('Podaj imię lub nazwisko.');
  });
});

describe('counts lengths in characters', () => {
  test.each(['x', 'ż', '👩', '𝒳'])('accepts a hundred of %s', async (letter) => {
    expect((await create({ first_name: letter.repeat(100), last_name: letter.repeat(100) })).status).toBe(303);
    expect((await onlyOne())?.last_name).toBe(letter.repeat(100));
  });
});

describe('accepts', () => {
  test.each([
    '+48 600 100 200',
    '(22) 555-01-02',
    '0048 600.100.200',
    '600100200',
    '22 555 01 02 ext. 5',
    '112',
    '22/5550102 w. 3',
    '+48\u2011600\u2011100\u2011200',
  ])('the phone %s', async (phone) => {
    expect((await create({ first_name: 'Ola', phone })).status).toBe(303);
    expect((await onlyOne())?.phone).toBe(phone);
  });

  test.each(['a@b.pl', "Anna.O'Neil+crm@sub.example.co.uk", 'zażółć@gęślą.pl', '1@2.com'])(
    'the email %s',
    async (email) => {
      expect((await create({ first_name: 'Ola', email })).status).toBe(303);
      expect((await onlyOne())?.email).toBe(email);
    },
  );
});

describe('editing a contact', () => {
  let id: number;
  beforeEach(async () => {
    await create(complete);
    id = (await onlyOne())?.id ?? 0;
  });

  test('starts with the stored values', async () => {
    const $ = dom(await browser.get(`/contacts/${id}/edit/`));
    for (const [name, value] of Object.entries(complete)) {
      expect($(`[name=${name}]`).val(), name).toBe(value.replaceAll('\r', ''));
    }
  });

  test('saves the changes and their time', async () => {
    const before = await onlyOne();
    const response = await browser.post(`/contacts/${id}/edit/`, { ...complete, phone: '', status: 'churned' });
    expect([response.status, response.headers['location']]).toEqual([303, `/contacts/${id}/`]);
    const after = await onlyOne();
    expect(after).toMatchObject({ first_name: 'Łukasz', phone: '', status: 'churned', created_at: before?.created_at });
    expect(after?.updated_at.getTime()).toBeGreaterThan(before?.updated_at.getTime() ?? 0);
  });

  test('with an invalid value answers 422 and changes nothing', async () => {
    const before = await onlyOne();
    const response = await browser.post(`/contacts/${id}/edit/`, { ...complete, email: 'x' });
    expect(response.status).toBe(422);
    expectRefused(dom(response), 'email', 'x');
    expect(dom(response)('form.card').attr('action')).toBe(`/contacts/${id}/edit/`);
    expect(await onlyOne()).toEqual(before);
  });

  test('by another user answers 404 and changes nothing', async () => {
    const before = await onlyOne();
    const bob = await signedIn(app, await createUser(app, 'bob'));
    expect((await bob.post(`/contacts/${id}/edit/`, { first_name: 'x', email: 'bad' })).status).toBe(404);
    expect((await bob.post(`/contacts/${id}/edit/`, { first_name: 'x' })).status).toBe(404);
    expect(await onlyOne()).toEqual(before);
  });
});

describe('deleting a contact', () => {
  async function addBelongings(contact_id: number) {
    const user_id = alice.id;
    await db.interaction.createMany({ data: [1, 2].map(() => ({ user_id, contact_id, content: 'x' })) });
    await db.task.createMany({
      data: [
        { user_id, contact_id, title: 'x' },
        { user_id, title: 'free' },
      ],
    });
  }

  test('first shows what is deleted and what stays', async () => {
    const company = await db.company.create({ data: { user_id: alice.id, name: 'Dąb' } });
    const { id } = await db.contact.create({ data: { user_id: alice.id, first_name: 'Jan', company_id: company.id } });
    await addBelongings(id);
    const text = dom(await browser.get(`/contacts/${id}/delete/`))('main').text();
    for (const piece of ['Jan', '2 entries in the history', '1 task', 'Dąb']) expect(text).toContain(piece);
    expect(await people()).toHaveLength(1);
  });

  test('deletes the contact with its interactions and tasks, and nothing else', async () => {
    await create({ first_name: 'Jan' });
    await create({ first_name: 'Ola' });
    const [jan, ola] = await people();
    await addBelongings(jan?.id ?? 0);
    await addBelongings(ola?.id ?? 0);
    const response = await browser.post(`/contacts/${jan?.id}/delete/`);
    expect([response.status, response.headers['location']]).toEqual([303, '/contacts/']);
    expect(await people()).toMatchObject([{ first_name: 'Ola' }]);
    expect(await db.interaction.count()).toBe(2);
    expect((await db.task.findMany({ orderBy: { id: 'asc' } })).map(({ title }) => title)).toEqual([
      'free',
      'x',
      'free',
    ]);
    expect(dom(await browser.get('/contacts/'))('.flash').text()).toContain('Contact deleted.');
  });

  test('a second time finds nothing', async () => {
    await create({ first_name: 'Jan' });
    const { id = 0 } = (await onlyOne()) ?? {};
    expect((await browser.post(`/contacts/${id}/delete/`)).status).toBe(303);
    expect((await browser.post(`/contacts/${id}/delete/`)).status).toBe(404);
    expect((await browser.get(`/contacts/${id}/`)).status).toBe(404);
  });
});
