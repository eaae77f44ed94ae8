// Further phones and emails, the folded fields and the buttons that add rows without scripts.
import { describe, expect, test } from 'vitest';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, browser, db } = await useSignedIn();

type Fields = Record<string, string | string[]>;
const create = (fields: Fields) => browser.post('/contacts/create/', { first_name: 'Ola', ...fields });
const onlyOne = () => db.contact.findFirstOrThrow();
const kasia = (data: object = {}) => db.contact.create({ data: { user_id: alice.id, first_name: 'Kasia', ...data } });

const full = {
  phone: '601 555 100',
  phone_label: 'mobile',
  more_phones: ['22 555 10 10', 'work', '22 555 01 01 wew. 5', 'home'],
  email: 'ola@example.com',
  email_label: 'work',
  more_emails: ['ola@dom.example', 'home'],
  address: 'Leśna 5\r\nŁódź',
  birthday: '17 maja 1985',
  source: 'Targi',
  is_starred: '1',
};

const stored = {
  phone: '601 555 100',
  phone_label: 'mobile',
  more_phones: [
    { label: 'work', value: '22 555 10 10' },
    { label: 'home', value: '22 555 01 01 wew. 5' },
  ],
  email: 'ola@example.com',
  email_label: 'work',
  more_emails: [{ label: 'home', value: 'ola@dom.example' }],
  address: 'Leśna 5\nŁódź',
  birthday: '1985-05-17',
  source: 'Targi',
  is_starred: true,
};

describe('a contact with several phones and emails', () => {
  test('is kept with all labels, and the form shows it again', async () => {
    expect((await create(full)).status).toBe(303);
    const { id, ...contact } = await onlyOne();
    expect(contact).toMatchObject(stored);
    const $ = dom(await browser.get(`/contacts/${id}/edit/`));
    const values = (name: string) =>
      $(`main form > [name=${name}], main form .field [name=${name}]`)
        .get()
        .map((field) => $(field).val());
    expect(values('more_phones').slice(0, 4)).toEqual(full.more_phones);
    expect($('[name=birthday]').val()).toBe('17 May 1985');
    expect($('[name=is_starred]').attr('checked')).toBeDefined();
    expect($('details.form-more').attr('open')).toBeDefined();
    expect($('[data-points] > [data-point]')).toHaveLength(5);
    expect((await browser.post(`/contacts/${id}/edit/`, { first_name: 'Ola', ...full })).status).toBe(303);
    expect(await onlyOne()).toMatchObject(stored);
  });

  test('leaves out empty rows, and fills an empty first one', async () => {
    await create({ phone: ' ', more_phones: ['', 'work', '601 555 100', 'mobile', ' ', 'home', '112', 'other'] });
    expect(await onlyOne()).toMatchObject({
      phone: '601 555 100',
      phone_label: 'mobile',
      more_phones: [{ label: 'other', value: '112' }],
    });
  });

  test('is refused in words at the row and on top', async () => {
    const more_emails = ['ola@dom.example', 'home', 'no email', 'work'];
    const response = await create({ email: 'ola@example.com', more_emails });
    expect(response.status).toBe(422);
    const $ = dom(response);
    expect($('#f-more_emails-1').attr('aria-invalid')).toBe('true');
    expect($('#f-more_emails-1-error').text()).toContain('email');
    expect($('.error-summary a').attr('href')).toBe('#f-more_emails-1');
    expect($('#f-more_emails-0').val()).toBe('ola@dom.example');
    expect(await db.contact.count()).toBe(0);
  });

  test('has at most twenty of each', async () => {
    const phones = (count: number) => Array.from({ length: count }, (_, at) => [`601 555 ${100 + at}`, 'work']).flat();
    expect((await create({ phone: '112', more_phones: phones(20) })).status).toBe(422);
    expect((await create({ phone: '112', more_phones: phones(19) })).status).toBe(303);
  });

  test.each<[string, Fields, number]>([
    ['one text', { more_phones: '601 555 100' }, 303],
    ['a broken list', { more_phones: '[{"label":"work"' }, 422],
    ['labels only', { more_phones: ['work', 'home'] }, 422],
    ['an unknown label', { phone_label: 'fax' }, 422],
    ['NUL', { more_emails: ['a\0@b.pl', 'work'] }, 422],
    ['HTML', { more_emails: ['<b>@b.pl', 'work'] }, 422],
    ['many rows', { more_phones: Array.from({ length: 500 }, () => '601 555 100') }, 422],
    ['birthdays', { birthday: ['17.05', '30.02'] }, 422],
    ['an address too long', { address: 'x'.repeat(2001) }, 422],
    ['a source too long', { source: 'x'.repeat(101) }, 422],
  ])('takes %s without breaking', async (_, fields, status) => {
    expect((await create(fields)).status).toBe(status);
  });

  test('opens what is folded when something in it is wrong, and keeps what was typed', async () => {
    const $ = dom(await create({ birthday: '30.02' }));
    expect($('details.form-more').attr('open')).toBeDefined();
    expect($('#f-birthday').val()).toBe('30.02');
    expect($('#f-birthday-error').text()).toContain('No such date');
    const blank = dom(await browser.get('/contacts/create/'));
    expect(blank('details.form-more').attr('open')).toBeUndefined();
    expect(blank('[data-points] > [data-point]')).toHaveLength(2);
  });
});

describe('without scripts', () => {
  test('a button adds a row, with nothing saved and nothing lost', async () => {
    const typed = { last_name: 'Kret', phone: '601', more_phones: ['22 555 10 10', 'work'], tags: 'Hurt', notes: 'x' };
    const response = await browser.post('/contacts/create/?rows=add-phone', {
      first_name: 'Ola',
      ...typed,
      birthday: 'bad',
    });
    expect(response.status).toBe(200);
    const $ = dom(response);
    expect($('#f-more_phones-0').val()).toBe('22 555 10 10');
    expect($('#f-more_phones-1').val()).toBe('');
    expect($('#f-more_phones-1').attr('autofocus')).toBeDefined();
    expect([$('#f-last_name').val(), $('#f-birthday').val(), $('#f-tags').val()]).toEqual(['Kret', 'bad', 'Hurt']);
    expect($('[aria-invalid]')).toHaveLength(0);
    expect(await db.contact.count()).toBe(0);
  });

  test('a button makes another one the first', async () => {
    const { id } = await kasia();
    const rows = { email: 'a@x.pl', email_label: 'work', more_emails: ['b@x.pl', 'home', 'c@x.pl', 'other'] };
    const $ = dom(await browser.post(`/contacts/${id}/edit/?rows=main-email-1`, rows));
    expect([$('#f-email').val(), $('#f-email_label').val()]).toEqual(['c@x.pl', 'other']);
    expect([$('#f-more_emails-0').val(), $('#f-more_emails-1').val()]).toEqual(['a@x.pl', 'b@x.pl']);
    expect(await onlyOne()).toMatchObject({ first_name: 'Kasia', email: '' });
  });

  test('a row that is not there changes nothing', async () => {
    const $ = dom(await browser.post('/contacts/create/?rows=main-email-7', { email: 'a@x.pl' }));
    expect($('#f-email').val()).toBe('a@x.pl');
  });
});

test('the history and an edit conflict show further numbers, the birthday and the star in words', async () => {
  const { id } = await kasia({ more_phones: [{ label: 'work', value: '22 555 10 10' }] });
  const version = dom(await browser.get(`/contacts/${id}/edit/`))('[name=version]').val();
  const path = `/contacts/${id}/edit/`;
  const more_phones = ['22 555 10 10', 'work', '112', 'home'];
  const mine = { first_name: 'Kasia', phone: '601 555 100', more_phones, birthday: '17 maja', is_starred: '1' };
  expect((await browser.post(path, mine)).status).toBe(303);
  const history = dom(await browser.get(`/contacts/${id}/history/`))('main').text();
  for (const text of ['17 May', 'Home: 112', 'Starred']) expect(history).toContain(text);
  const conflict = await browser.post(path, {
    first_name: 'Kasia',
    more_phones: ['22 555 10 10', 'work'],
    version: String(version),
  });
  expect(conflict.status).toBe(409);
  const sides = dom(conflict)('.conflict').text();
  for (const text of ['112 (Home)', '17 May', 'Birthday', '601 555 100']) expect(sides).toContain(text);
});
