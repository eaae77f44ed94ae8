// The same email or phone shows a warning before saving, the same name a notice after it.
import { describe, expect, test } from 'vitest';
import { createUser, dbOf, dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser, db } = await useSignedIn();

const create = (fields: Record<string, string | string[]>) =>
  browser.post('/contacts/create/', { first_name: 'Ola', ...fields });
const count = () => db.contact.count();
const jan = async (fields: object) =>
  (
    await db.contact.create({
      data: { user_id: alice.id, first_name: 'Jan', last_name: 'Nowak', ...fields },
    })
  ).id;

describe('the same email', () => {
  test.each(['Jan@Example.com', 'jan@example.COM', ' jan@example.com '])(
    '%s shows the contact that has it',
    async (email) => {
      const id = await jan({ email: 'jan@example.com' });
      const response = await create({ email });
      expect(response.status).toBe(422);
      const $ = dom(response);
      expect($('.form-notice a').attr('href')).toBe(`/contacts/${id}/`);
      expect($('.form-notice').text()).toContain('Jan Nowak');
      expect($('[name=email]').val()).toBe(email);
      expect($('button[type=submit]').first().text()).toBe('Save anyway');
      expect(await count()).toBe(1);
    },
  );

  test.each(['an@example.com', 'jan@example.co', 'jan.@example.com'.replace('.@', '_@'), '%@example.com'])(
    '%s is a different value',
    async (email) => {
      await jan({ email: 'jan@example.com' });
      expect((await create({ email })).status).toBe(303);
    },
  );
});

describe('the same phone', () => {
  const writings = ['+48 600 100 200', '600-100-200', '0048600100200', '(600) 100 200', '48600100200', '0 600 100 200'];
  const pairs = writings.flatMap((stored) => writings.map((typed) => [stored, typed] as const));

  test.each(pairs)('%s and %s', async (stored, typed) => {
    await jan({ phone: stored });
    expect((await create({ phone: typed })).status).toBe(422);
    expect(await count()).toBe(1);
  });

  test.each(['600 100 201', '+48 601 100 200', '100 200', '112', '00'.padEnd(9, '0')])(
    '%s is a different value',
    async (phone) => {
      await jan({ phone: '+48 600 100 200' });
      expect((await create({ phone })).status).toBe(303);
    },
  );

  test('short numbers may be shared', async () => {
    await jan({ phone: '112' });
    expect((await create({ phone: '112' })).status).toBe(303);
  });

  test('empty phones and emails are never the same', async () => {
    await jan({});
    expect((await create({})).status).toBe(303);
  });
});

describe('further emails and phones', () => {
  const points = {
    more_emails: [{ label: 'home', value: 'Jan@Dom.example' }],
    more_phones: [{ label: 'work', value: '+48 22 555 10 10' }],
  };

  test.each<[string, Record<string, string | string[]>]>([
    ['a first email', { email: 'jan@dom.example' }],
    ['a further email', { email: 'ola@x.pl', more_emails: ['jan@dom.EXAMPLE', 'work'] }],
    ['a first phone', { phone: '22 555-10-10' }],
    ['a further phone', { phone: '112', more_phones: ['601 555 100', 'home', '0048225551010', 'other'] }],
  ])('of others are compared with %s', async (_, fields) => {
    const id = await jan(points);
    const $ = dom(await create(fields));
    expect($('.form-notice a').attr('href')).toBe(`/contacts/${id}/`);
    expect(await count()).toBe(1);
  });

  test('are compared with the first of others, also while the form is filled in', async () => {
    const id = await jan({ email: 'jan@example.com', phone: '601 555 100' });
    expect((await create({ more_phones: ['601555100', 'home'] })).status).toBe(422);
    const hint = await browser.get(
      '/contacts/duplicates/?phone=&more_phones=112&more_phones=work&more_emails=JAN@example.com&more_emails=home',
    );
    expect(dom(hint)('a').attr('href')).toBe(`/contacts/${id}/`);
  });

  test('that were there before are no reason to ask, in whatever order', async () => {
    await jan(points);
    const id = await jan(points);
    const swapped = { first_name: 'Jan', last_name: 'Nowak', email: 'Jan@Dom.example', phone: '+48 22 555 10 10' };
    expect((await browser.post(`/contacts/${id}/edit/`, swapped)).status).toBe(303);
  });
});

test('long emails and names are compared to their ends', async () => {
  const [local, name] = ['a'.repeat(64), 'Łę😀'.repeat(30)];
  await jan({ first_name: name, last_name: 'Nowak', email: `${local}@example.com` });
  expect((await create({ email: `${local}@example.org` })).status).toBe(303);
  expect((await create({ email: `${local.toUpperCase()}@example.com` })).status).toBe(422);
  const flashAfter = async (last_name: string) => {
    const { headers } = await create({ first_name: name.toUpperCase(), last_name });
    return dom(await browser.get(String(headers['location'])))('.flash-info').length;
  };
  expect([await flashAfter('Nowakowska'), await flashAfter('Nowak')]).toEqual([0, 1]);
});

test('"Save anyway" saves', async () => {
  await jan({ email: 'jan@example.com' });
  const asked = dom(await create({ email: 'jan@example.com' }));
  expect(asked('[name=save_anyway]').val()).toBe('1');
  expect((await create({ email: 'jan@example.com', save_anyway: '1' })).status).toBe(303);
  expect(await count()).toBe(2);
});

test('contacts of another user are not compared', async () => {
  const bob = await createUser(app, 'bob');
  await dbOf(app, bob).contact.create({ data: { user_id: bob.id, first_name: 'Jan', email: 'jan@example.com' } });
  expect((await create({ first_name: 'Jan', email: 'jan@example.com' })).status).toBe(303);
  expect(dom(await browser.get('/contacts/'))('.flash-info')).toHaveLength(0);
});

describe('an edit', () => {
  test('does not warn about values that were there before', async () => {
    await jan({ email: 'jan@example.com', phone: '600100200' });
    const id = await jan({ email: 'jan@example.com', phone: '600100200' });
    const same = { first_name: 'Jan', last_name: 'Nowak', email: 'jan@example.com', phone: '600100200' };
    const response = await browser.post(`/contacts/${id}/edit/`, { ...same, position: 'Szef' });
    expect(response.status).toBe(303);
    expect(dom(await browser.get(`/contacts/${id}/`))('.flash-info')).toHaveLength(0);
  });

  test('does not warn about the contact itself', async () => {
    const id = await jan({ email: 'jan@example.com', phone: '600100200' });
    const fields = { first_name: 'Jan', last_name: 'Nowak', email: 'JAN@example.com', phone: '+48 600 100 200' };
    expect((await browser.post(`/contacts/${id}/edit/`, fields)).status).toBe(303);
    expect(dom(await browser.get(`/contacts/${id}/`))('.flash-info')).toHaveLength(0);
  });

  test('warns about a new email of another contact', async () => {
    await jan({ email: 'jan@example.com' });
    const id = await jan({});
    const fields = { first_name: 'Jan', last_name: 'Nowak', email: 'jan@example.com' };
    expect((await browser.post(`/contacts/${id}/edit/`, fields)).status).toBe(422);
    expect((await browser.post(`/contacts/${id}/edit/`, { ...fields, save_anyway: '1' })).status).toBe(303);
  });
});

describe('the same name', () => {
  test.each([
    { first_name: 'Jan', last_name: 'Nowak' },
    { first_name: 'JAN', last_name: 'nówak' },
    { first_name: '', last_name: 'jan nowak' },
  ])('%o is saved, with a link to the namesake afterwards', async (fields) => {
    const id = await jan({});
    const response = await create(fields);
    expect(response.status).toBe(303);
    const $ = dom(await browser.get(String(response.headers['location'])));
    expect($('.flash-info a').attr('href')).toBe(`/contacts/${id}/`);
    expect($('.flash-info').text()).not.toContain('Jan');
  });

  test.each([
    { first_name: 'Jan' },
    { last_name: 'Nowak', first_name: '' },
    { first_name: 'Jan', last_name: 'Nowak-Kos' },
    { first_name: 'Nowak', last_name: 'Jan' },
  ])('%o is a different name', async (fields) => {
    await jan({});
    const response = await create({ last_name: '', ...fields });
    expect(dom(await browser.get(String(response.headers['location'])))('.flash-info')).toHaveLength(0);
  });

  test('at another company is somebody else, as on the page of duplicates', async () => {
    const [dab, klon] = await Promise.all(
      ['Dąb', 'Klon'].map((name) => db.company.create({ data: { user_id: alice.id, name } })),
    );
    await jan({ company_id: dab?.id ?? 0 });
    const flashAfter = async (fields: Record<string, string>) => {
      const response = await create({ first_name: 'Jan', last_name: 'Nowak', ...fields });
      return dom(await browser.get(String(response.headers['location'])))('.flash-info').length;
    };
    expect(await flashAfter({ company_name: 'Klon' })).toBe(0);
    expect(await flashAfter({ company: String(klon?.id) })).toBe(1);
    expect(await flashAfter({ company: String(dab?.id) })).toBe(1);
    expect(
      (await browser.get('/contacts/duplicates/?first_name=Jan&last_name=Nowak&company_name=Lipa')).text,
    ).not.toContain('Jan');
  });

  test('is pointed out when a contact is renamed', async () => {
    await jan({});
    const ola = await jan({ first_name: 'Ola' });
    await browser.post(`/contacts/${ola}/edit/`, { first_name: 'Jan', last_name: 'Nowak' });
    expect(dom(await browser.get(`/contacts/${ola}/`))('.flash-info')).toHaveLength(1);
  });
});

describe('hints while typing', () => {
  const ask = async (query: Record<string, string>) => {
    const response = await browser.get(`/contacts/duplicates/?${new URLSearchParams(query)}`);
    expect([response.status, response.type]).toEqual([200, 'text/html']);
    expect(response.text).not.toContain('<html');
    return dom(response);
  };

  test('show duplicates, a namesake or nothing', async () => {
    const id = await jan({ email: 'jan@example.com' });
    expect((await ask({ email: 'JAN@example.com' }))('.form-notice-warning a').attr('href')).toBe(`/contacts/${id}/`);
    expect((await ask({ first_name: 'jan', last_name: 'NOWAK' }))('.form-notice a').attr('href')).toBe(
      `/contacts/${id}/`,
    );
    expect((await ask({ first_name: 'jan' })).text().trim()).toBe('');
    expect((await ask({})).text().trim()).toBe('');
    expect((await ask({ email: 'jan@example.com', except: String(id) })).text().trim()).toBe('');
  });

  test.each(['except=x', 'except=-1', 'except=99999999999', 'email=%00', 'email[]=a', 'phone=1&phone=2'])(
    'treat %s as absent',
    async (query) => {
      await jan({});
      expect((await browser.get(`/contacts/duplicates/?first_name=jan&last_name=nowak&${query}`)).text).toContain(
        'Jan Nowak',
      );
    },
  );
});
