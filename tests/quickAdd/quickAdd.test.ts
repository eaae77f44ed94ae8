import type { Response } from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { translator } from '../../src/i18n/translate.ts';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { problemsOf } from '../support/html.ts';
import { countsOf, createRecords, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

/** Thursday 12 March, 23:30 in Warsaw. */
const now = new Date('2026-03-12T22:30:00Z');

const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

const add = (text: string, more = {}) => browser.post('/quick-add/', { text, ...more });

/** The values of a form's fields that are not empty. */
function valuesOf(response: Response): Record<string, string> {
  const $ = dom(response);
  const fields = $('main [name]:not([type=hidden], [type=radio])').toArray();
  const values = fields.map((one) => [$(one).attr('name') ?? '', String($(one).val() ?? '')]);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

async function follow(response: Response) {
  expect(response.status).toBe(303);
  return dom(await browser.get(String(response.headers['location'])));
}

describe('quick add of a contact', () => {
  test('saves a name at once', async () => {
    const $ = await follow(await add('jan kowalski'));
    expect($('h1').text()).toBe('Jan Kowalski');
    expect($('.flash').text()).toContain('Contact added.');
    expect(await db.contact.count()).toBe(1);
  });

  test('saves a name with a phone and an email address at once', async () => {
    await follow(await add('Jan Kowalski, 600 100 200, jan@example.com'));
    expect(await db.contact.findFirst()).toMatchObject({
      first_name: 'Jan',
      last_name: 'Kowalski',
      phone: '600 100 200',
      email: 'jan@example.com',
      status: 'lead',
    });
  });

  test('saves a name with an existing company at once', async () => {
    const { id } = await db.company.create({ data: { user_id: alice.id, name: 'Stolarnia Dąb' } });
    await follow(await add('Jan Kowalski, stolarnia dab, 600 100 200'));
    expect(await db.contact.findFirst()).toMatchObject({ company_id: id });
    expect(await db.company.count()).toBe(1);
  });

  test('creates the next step from the same form', async () => {
    const $ = await follow(await add('Jan Kowalski', { next: 'tomorrow', next_title: 'Wysłać wycenę' }));
    expect($('.flash').text()).toContain('the next step is planned');
    expect(await db.task.findFirst()).toMatchObject({
      title: 'Wysłać wycenę',
      due_date: new Date('2026-03-13'),
      contact_id: (await db.contact.findFirst())?.id,
    });
  });

  test('calls a next step without a title a follow-up', async () => {
    await add('Jan Kowalski', { next: 'month' });
    expect(await db.task.findFirst()).toMatchObject({
      title: 'Follow up with Jan Kowalski',
      due_date: new Date('2026-04-12'),
    });
  });

  const company = () => db.company.findFirst();

  test("saves the placeholder's own example whole, with a new company that Undo takes back as well", async () => {
    for (const locale of ['en', 'pl'] as const) {
      const text = translator(locale)('quickAdd.contact.placeholder');
      const $ = await follow(await add(text, { next: 'week' }));
      const made = await company();
      expect(await db.contact.findFirst()).toMatchObject({
        first_name: 'Jan',
        last_name: 'Kowalski',
        email: 'jan@example.com',
        phone: '600 100 200',
        company_id: made?.id,
        notes: '',
      });
      expect($('.flash').text()).toContain(made?.name);
      await browser.post($('.flash form').first().attr('action') ?? '', {});
      expect(await countsOf(alice)).toMatchObject({ contacts: 0, companies: 0, tasks: 0 });
    }
  });

  test.each([
    ['Marek hydraulik 602333444', { first_name: 'Marek', last_name: '', position: 'hydraulik', phone: '602333444' }],
    ['Pani Ania z biura rachunkowego', { first_name: 'Ania', last_name: '', notes: 'z biura rachunkowego' }],
    ['Pan Kowalski 602333444', { first_name: '', last_name: 'Kowalski' }],
    ['"Kowalski, Jan" <jan@x.example>', { first_name: 'Jan', last_name: 'Kowalski', email: 'jan@x.example' }],
    ['Ola Kret\n+48 22 555 01 01 wew. 12', { first_name: 'Ola', phone: '+48 22 555 01 01 wew. 12' }],
    ['Jan, Acme, z targów', { first_name: 'Jan', last_name: '', notes: 'z targów' }],
    ['BEGIN:VCARD\nN:Kret;Ola;;;\nTEL:+48601555100\nEND:VCARD', { first_name: 'Ola', last_name: 'Kret' }],
  ])('saves %j at once', async (text, read) => {
    expect((await add(text)).status).toBe(303);
    expect(await db.contact.findFirst()).toMatchObject(read);
  });

  test('saves a signature at once when its name is known', async () => {
    await follow(await add('Pozdrawiam\nJan Kowalski\nKierownik\nDąb Sp. z o.o.\nul. Leśna 5\nkom. 600 100 200'));
    expect(await db.contact.findFirst()).toMatchObject({ position: 'Kierownik', notes: 'ul. Leśna 5' });
    expect(await company()).toMatchObject({ name: 'Dąb Sp. z o.o.' });
  });

  test('refuses an empty text', async () => {
    const response = await add('  \n ');
    expect(response.status).toBe(422);
    expect(dom(response)('#f-text').attr('aria-invalid')).toBe('true');
    expect(dom(response)('.error-summary a').attr('href')).toBe('#f-text');
  });

  test.each(['x'.repeat(10_001), 'a\0b'])('shows an invalid text again as it was typed', async (text) => {
    const response = await add(text);
    expect(response.status).toBe(422);
    expect(dom(response)('#f-text').val()).toBe(text.replace('\0', ''));
    expect(await db.contact.count()).toBe(0);
  });

  test('fills its field from a link', async () => {
    expect(valuesOf(await browser.get('/quick-add/?text=Ewa+%3Cb%3E'))).toEqual({ text: 'Ewa <b>' });
    expect((await browser.get('/quick-add/?text=a&text=b')).status).toBe(200);
  });
});

describe('the check of what was read', () => {
  const card = `Pozdrawiam,
Xochitl Vang
Kierownik
Stolarnia Dąb Sp. z o.o.
ul. Leśna 5, 00-001 Warszawa
kom. 600 100 200
info@stolarnia.example
www.stolarnia.example`;
  const read = {
    first_name: 'Xochitl',
    last_name: 'Vang',
    company_name: 'Stolarnia Dąb Sp. z o.o.',
    position: 'Kierownik',
    phone: '600 100 200',
    email: 'info@stolarnia.example',
    website: 'www.stolarnia.example',
    notes: 'ul. Leśna 5, 00-001 Warszawa',
    status: 'lead',
  };

  const noLabels = { email_label: 'other', phone_label: 'other' };

  test('is a form with the parsed values and the new company chosen', async () => {
    const response = await add(card, { next: 'week', next_title: 'Oferta' });
    expect(response.status).toBe(200);
    expect(valuesOf(response)).toEqual({ ...read, ...noLabels, next_title: 'Oferta' });
    const $ = dom(response);
    expect($('[name=company_pick]').val()).toBe('new');
    expect($('[name=next][checked]').val()).toBe('week');
    expect($('main').text()).toContain('“Stolarnia Dąb Sp. z o.o.” is a new company');
    expect($('button[type=submit]').first().closest('form').attr('action')).toBe('/quick-add/check/');
    expect(await db.contact.count()).toBe(0);
  });

  test('saves the contact with company, website and next step', async () => {
    await follow(await browser.post('/quick-add/check/', { ...read, company_pick: 'new', next: 'week' }));
    const company = await db.company.findFirst();
    expect(company).toMatchObject({ name: 'Stolarnia Dąb Sp. z o.o.', website: 'https://www.stolarnia.example' });
    expect(await db.contact.findFirst()).toMatchObject({ company_id: company?.id, notes: read.notes });
    expect(await db.task.findFirst()).toMatchObject({ due_date: new Date('2026-03-19') });
  });

  test('saves the website in the notes without a company, or when it has another website', async () => {
    await browser.post('/quick-add/check/', { first_name: 'Ewa', notes: 'x', website: 'ewa.example' });
    expect(await db.contact.findFirst()).toMatchObject({ notes: 'x\nhttps://ewa.example' });
    const { id } = await db.company.create({ data: { user_id: alice.id, name: 'A', website: 'https://a.example' } });
    await browser.post('/quick-add/check/', { first_name: 'Iza', company: id, website: 'b.example' });
    await browser.post('/quick-add/check/', { first_name: 'Jan', company: id, website: 'https://a.example' });
    expect(await db.contact.findFirst({ where: { first_name: 'Iza' } })).toMatchObject({
      notes: 'https://b.example',
    });
    expect(await db.contact.findFirst({ where: { first_name: 'Jan' } })).toMatchObject({ notes: '' });
    expect(await db.company.findFirst()).toMatchObject({ website: 'https://a.example' });
  });

  test('is shown for a name that may be a company, and for a sentence', async () => {
    for (const text of ['Jan Kowalski Acme', 'Umówić się w środę', 'kupić chleb']) {
      const response = await add(text);
      expect(response.status, text).toBe(text.startsWith('Umówić') ? 422 : 200);
      expect(dom(response)('[name=first_name]'), text).toHaveLength(1);
      expect(await db.contact.count()).toBe(0);
    }
  });

  test('has the name in view and everything else folded, until it has an error', async () => {
    const $ = dom(await add(card));
    expect($('.quick-rest [name=phone]')).toHaveLength(1);
    expect($('.quick-rest [name=first_name]')).toHaveLength(0);
    expect($('.quick-rest').attr('open')).toBeUndefined();
    expect($('.quick-rest summary').text()).toContain('600 100 200');
    const wrong = dom(await browser.post('/quick-add/check/', { ...read, email: 'jan at' }));
    expect(wrong('.quick-rest').attr('open')).toBeDefined();
  });

  test('keeps further numbers and addresses, and can add another without scripts', async () => {
    const text = 'Xochitl Kret\ntel. 22 555 10 10\nkom. 601 555 100\nx@kret.example\nbiuro@kret.example';
    const $ = dom(await add(text));
    expect([$('#f-phone').val(), $('#f-more_phones-0').val()]).toEqual(['601 555 100', '22 555 10 10']);
    expect([$('#f-email').val(), $('#f-more_emails-0').val()]).toEqual(['x@kret.example', 'biuro@kret.example']);
    const fields = { first_name: 'Xochitl', phone: '601 555 100', more_phones: ['22 555 10 10', 'work'] };
    const again = dom(await browser.post('/quick-add/check/?rows=add-phone', fields));
    expect(again('.quick-rest').attr('open')).toBeDefined();
    expect(again('#f-more_phones-1').val()).toBe('');
    expect(await db.contact.count()).toBe(0);
    expect((await browser.post('/quick-add/check/', fields)).status).toBe(303);
    expect(await db.contact.findFirst()).toMatchObject({ more_phones: [{ label: 'work', value: '22 555 10 10' }] });
  });

  test('asks for a missing name', async () => {
    const response = await add('biuro@example.com');
    expect(response.status).toBe(422);
    expect(valuesOf(response)).toEqual({ email: 'biuro@example.com', ...noLabels, status: 'lead' });
    expect(dom(response)('.error-summary').text()).toContain('Enter a first name or a last name');
  });

  test('shows a duplicate with the same phone, which can be saved anyway', async () => {
    await db.contact.create({ data: { user_id: alice.id, first_name: 'Janek', phone: '+48 600100200' } });
    const response = await add('Jan Kowalski, 600 100 200', { next: 'tomorrow' });
    expect(response.status).toBe(422);
    expect(dom(response)('.form-notice-warning').text()).toContain('Janek');
    expect(await countsOf(alice)).toMatchObject({ contacts: 1, tasks: 0 });
    const values = { ...valuesOf(response), next: 'tomorrow', save_anyway: '1' };
    await follow(await browser.post('/quick-add/check/', values));
    expect(await countsOf(alice)).toMatchObject({ contacts: 2, tasks: 1 });
  });

  test('points out a namesake after saving', async () => {
    await add('Jan Kowalski');
    const $ = await follow(await add('Jan Kowalski'));
    expect($('.flash').text()).toContain('another contact with the same name');
  });

  test('asks which of two companies of the same name is meant', async () => {
    for (const industry of ['Meble', 'Okna']) {
      await db.company.create({ data: { user_id: alice.id, name: 'Acme', industry } });
    }
    const shown = await add('Jan Kowalski, Acme');
    expect(dom(shown)('[name=company_pick]')).toHaveLength(0);
    const asked = await browser.post('/quick-add/check/', valuesOf(shown));
    expect(asked.status).toBe(422);
    expect(dom(asked)('[name=company_pick][type=radio]').length).toBeGreaterThan(1);
  });

  test('shows errors with what was typed', async () => {
    const response = await browser.post('/quick-add/check/', {
      ...read,
      email: 'jan at',
      website: 'javascript:alert(1)',
    });
    expect(response.status).toBe(422);
    expect(valuesOf(response)).toMatchObject({ email: 'jan at', website: 'javascript:alert(1)' });
    expect(await countsOf(alice)).toMatchObject({ contacts: 0, companies: 0 });
  });

  test('starts over when it is reloaded', async () => {
    expect((await browser.get('/quick-add/check/')).headers['location']).toBe('/quick-add/');
  });
});

describe('quick add of a note', () => {
  let ids: LinkedIds;
  beforeEach(async () => {
    ids = await createRecords(app, alice);
  });

  test('saves it with the current time and the next step', async () => {
    const fields = { contact: ids.contact, interaction_type: 'call', content: 'Chce dąb.', next: 'tomorrow' };
    const $ = await follow(await browser.post('/quick-add/note/', fields));
    expect($('h1').text()).toBe('Jan Kowalski');
    const made = await db.interaction.findFirst({ orderBy: { id: 'desc' } });
    expect(made).toMatchObject({
      contact_id: ids.contact,
      interaction_type: 'call',
      content: 'Chce dąb.',
      occurred_at: now,
    });
    expect(await db.task.findFirst({ where: { interaction_id: made?.id ?? 0 } })).toMatchObject({
      title: 'Follow up with Jan Kowalski',
      due_date: new Date('2026-03-13'),
    });
  });

  describe('for a person with due tasks', () => {
    beforeEach(async () => {
      await sql('DELETE FROM tasks');
    });

    test('opened for a person offers what is due, the most pressing ticked, and completes it', async () => {
      const [late, today] = [await due('2026-03-02'), await due('2026-03-12')];
      await due('2026-03-13');
      const $ = dom(await browser.get(`/quick-add/note/?contact=${ids.contact}`));
      const boxes = $('input[type=checkbox][name=completed_tasks]').toArray();
      expect(boxes.map((box) => [Number($(box).val()), $(box).is('[checked]')])).toEqual([
        [late, true],
        [today, false],
      ]);
      const fields = { contact: ids.contact, content: 'x', completed_tasks: ['', String(late)] };
      const page = await follow(await browser.post('/quick-add/note/', fields));
      expect(page('.flash p').text()).toBe('Saved. Done: Due 2026-03-02.');
      expect(await done()).toEqual([late]);
    });

    test('keeps what was ticked when something is wrong', async () => {
      const [late, today] = [await due('2026-03-02'), await due('2026-03-12')];
      const fields = { contact: ids.contact, content: '', completed_tasks: ['', String(today)] };
      const response = await browser.post('/quick-add/note/', fields);
      expect(response.status).toBe(422);
      const ticked = dom(response)('[name=completed_tasks]:checked');
      expect([ticked.length, ticked.val(), late < today]).toEqual([1, String(today), true]);
    });

    test('completes no task of another person', async () => {
      const late = await due('2026-03-02');
      const other = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ola' } });
      await browser.post('/quick-add/note/', { contact: other.id, content: 'x', completed_tasks: String(late) });
      expect([await done(), await db.interaction.count({ where: { contact_id: other.id } })]).toEqual([[], 1]);
    });

    test('without scripts the message offers the task that the form could not know of', async () => {
      const late = await due('2026-03-02');
      const $ = await follow(await browser.post('/quick-add/note/', { contact: ids.contact, content: 'x' }));
      const button = $('.flash input[type=submit]').last();
      expect(button.val()).toBe('Mark “Due 2026-03-02” as done');
      const response = await browser.post(button.closest('form').attr('action') as string);
      expect([response.headers['location'], await done()]).toEqual([`/contacts/${ids.contact}/`, [late]]);
    });

    const done = async () => (await db.task.findMany({ where: { status: 'done' } })).map(({ id }) => id);

    async function due(date: string): Promise<number> {
      const data = { user_id: alice.id, contact_id: ids.contact, title: `Due ${date}`, due_date: new Date(date) };
      return (await db.task.create({ data })).id;
    }
  });

  test('names no next step as the page of the contact does, a reminder for a new contact otherwise', async () => {
    await db.contact.create({ data: { user_id: alice.id, first_name: 'Jan' } });
    const none = async (path: string) => {
      const $ = dom(await browser.get(path));
      return $('main .segment:has([name=next][value=none])').text().trim();
    };
    expect([await none('/quick-add/note/'), await none('/quick-add/')]).toEqual(['Nothing', 'No']);
  });

  test('finds the contact by a typed name', async () => {
    await follow(await browser.post('/quick-add/note/', { contact_name: 'kowalski jan', content: 'x' }));
    expect(await db.interaction.count()).toBe(2);
  });

  test('asks which of several contacts is meant, and for a contact when there is none', async () => {
    await createRecords(app, alice);
    const several = await browser.post('/quick-add/note/', { contact_name: 'Jan Kowalski', content: 'Chce dąb.' });
    expect(several.status).toBe(422);
    expect(dom(several)('[name=contact_pick]')).toHaveLength(2);
    expect(dom(several)('[name=content]').val()).toBe('Chce dąb.');
    const nobody = await browser.post('/quick-add/note/', { content: 'x' });
    expect(nobody.status).toBe(422);
    expect(dom(nobody)('.error-summary').text()).toContain('Choose who this is about');
    expect((await browser.post('/quick-add/note/', { contact: 99_999_999, content: 'x' })).status).toBe(422);
    expect((await browser.post('/quick-add/note/', { contact: ids.contact })).status).toBe(422);
    expect(await db.interaction.count()).toBe(2);
  });

  test('chooses the contact whose page the user comes from', async () => {
    const chosen = async (query: string, headers = {}) =>
      dom(await browser.get(`/quick-add/note/${query}`, headers))('[name=contact] [selected]').val();
    expect(await chosen(`?back=/contacts/${ids.contact}/`)).toBe(String(ids.contact));
    expect(await chosen(`?contact=${ids.contact}`)).toBe(String(ids.contact));
    expect(await chosen(`?contact=${ids.contact}x`)).toBeUndefined();
    expect(await chosen('?back=/contacts/')).toBeUndefined();
    const here = { Host: 'crm.example', Referer: `http://crm.example/contacts/${ids.contact}/` };
    expect(await chosen('', here)).toBe(String(ids.contact));
    expect(await chosen('', { ...here, Referer: `http://evil.example/contacts/${ids.contact}/` })).toBeUndefined();
  });

  test('leads to adding a contact when there is none', async () => {
    await db.contact.deleteMany({});
    const $ = dom(await browser.get('/quick-add/note/'));
    expect($('main p a').attr('href')).toBe('/quick-add/');
  });
});

describe('quick add of a task', () => {
  test.each([
    ['none', null, 'Task added. It has no date.'],
    ['today', '2026-03-12', 'Task added. Due today (Thu 12 Mar).'],
    ['tomorrow', '2026-03-13', 'Task added. Due tomorrow (Fri 13 Mar).'],
    ['week', '2026-03-19', 'Task added. Due in 7 days (Thu 19 Mar).'],
    ['date', '2026-05-03', 'Task added. Due in 7 weeks (Sun 3 May).'],
  ])('saves the due date %s and says it', async (due, date, said) => {
    const due_date = due === 'date' ? '3.05.2026' : '';
    const $ = await follow(await browser.post('/quick-add/task/', { title: 'Wycena', due, due_date }));
    expect($('h1').text()).toBe('Tasks');
    expect($('.flash').text()).toContain(said);
    expect(await db.task.findFirst()).toMatchObject({
      title: 'Wycena',
      due_date: date && new Date(date),
      contact_id: null,
      status: 'todo',
    });
  });

  test.each([
    ['', 'today'],
    ['?due=tomorrow', 'tomorrow'],
    ['?due=never', 'today'],
  ])('begins with the date that a link asks for, else with today: "%s"', async (query, due) => {
    const $ = dom(await browser.get(`/quick-add/task/${query}`));
    expect($('[name=due]:checked').val()).toBe(due);
  });

  test('saves a typed date even when "no date" is chosen', async () => {
    await browser.post('/quick-add/task/', { title: 'Wycena', due_date: '2026-05-03' });
    expect(await db.task.findFirst()).toMatchObject({ due_date: new Date('2026-05-03') });
  });

  test("saves a contact's task and returns to the page it was opened from", async () => {
    const { contact } = await createRecords(app, alice);
    const back = `/contacts/${contact}/`;
    const response = await browser.post('/quick-add/task/', { title: 'Wycena', contact_name: 'Jan Kowalski', back });
    expect(response.headers['location']).toBe(back);
    expect(await db.task.count({ where: { contact_id: contact } })).toBe(2);
  });

  test.each(['//evil.example', 'https://evil.example', '/\\evil.example'])('never redirects to %s', async (back) => {
    expect((await browser.post('/quick-add/task/', { title: 'x', back })).headers['location']).toBe('/tasks/');
  });

  test.each([
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ title: 'x', due: 'date' }, 'due_date'],
    [{ title: 'x', due: 'date', due_date: '31.02.2026' }, 'due_date'],
    [{ title: 'x', due: 'never' }, 'due'],
    [{ title: 'x', contact: '99999999' }, 'contact'],
    [{ title: 'x', contact_name: 'Nobody' }, 'contact'],
  ])('refuses %j', async (fields, name) => {
    const response = await browser.post('/quick-add/task/', fields);
    expect(response.status).toBe(422);
    expect(dom(response)(`.error-summary a[href="#f-${name}"]`)).toHaveLength(1);
    expect(await db.task.count()).toBe(0);
  });
});

describe('other users', () => {
  test('cannot be written about', async () => {
    const bob = await createUser(app, 'bob');
    const his = await createRecords(app, bob, { first_name: 'Zenobiusz' });
    for (const kind of ['note', 'task']) {
      for (const field of ['contact', 'contact_pick']) {
        const response = await browser.post(`/quick-add/${kind}/`, { title: 'x', content: 'x', [field]: his.contact });
        expect(response.status).toBe(422);
        expect(response.text).not.toContain('Zenobiusz');
      }
      expect((await browser.get(`/quick-add/${kind}/?contact=${his.contact}`)).text).not.toContain('Zenobiusz');
    }
    await browser.post('/quick-add/check/', { first_name: 'x', company: his.company });
    expect(await countsOf(alice)).toMatchObject({ contacts: 0, interactions: 0, tasks: 0 });
  });

  test('are sent to sign in, and a form without its token changes nothing', async () => {
    for (const path of ['/quick-add/', '/quick-add/note/', '/quick-add/task/']) {
      expect((await new Visitor(app).get(path)).headers['location']).toContain('/accounts/login/');
      expect((await browser.postRaw(path, { text: 'Jan', title: 'x' })).status).toBe(403);
    }
    expect(await countsOf(alice)).toMatchObject({ contacts: 0, tasks: 0 });
  });
});

describe.each(['en', 'pl'] as const)('in %s', (locale) => {
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';

  test('pages, dialogs and error pages are complete and well-formed', async () => {
    const user = await createUser(app, `user-${locale}`, { locale });
    const own = await signedIn(app, user);
    await createRecords(app, user);
    for (const path of ['/quick-add/', '/quick-add/note/', '/quick-add/task/']) {
      const dialog = await own.get(`${path}?back=/contacts/`, { 'X-Fragment': 'dialog' });
      expect(dialog.text).not.toContain('<html');
      const asPage = `<!doctype html>\n<html lang="${locale}"><head><title>x</title></head><body><h1>x</h1>${dialog.text}</body></html>`;
      const pages = [
        await own.get(path),
        await own.post(path, {}),
        await own.post(path, { content: evil, title: evil, contact_name: evil }),
      ];
      for (const html of [asPage, ...pages.map(({ text }) => text)]) expect(await problemsOf(html, locale)).toEqual([]);
    }
    for (const text of [`${evil}\nAcme Ltd\n${evil}@`, 'Jan Kowalski Huta, www.huta.example']) {
      expect(await problemsOf((await own.post('/quick-add/', { text })).text, locale)).toEqual([]);
    }
  }, 60_000);
});
