import { describe, expect, test } from 'vitest';
import { createUser, dbOf, dom, signedIn } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const now = new Date('2026-11-18T10:00:00Z');

const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

const person = (first_name: string, owner = alice) =>
  dbOf(app, owner).contact.create({ data: { user_id: owner.id, first_name, last_name: 'Nowak' } });

const create = (fields: Record<string, string | string[]>) => browser.post('/tasks/create/', fields);
const only = () => db.task.findFirstOrThrow();

test('a title is enough', async () => {
  const response = await create({ title: '  Call   back ' });
  expect(response.status).toBe(303);
  expect(response.headers['location']).toBe('/tasks/');
  expect(await only()).toMatchObject({
    title: 'Call back',
    description: '',
    status: 'todo',
    priority: 'normal',
    repeat: 'never',
    due_date: null,
    due_time: null,
    contact_id: null,
    completed_at: null,
    repeat_from: null,
  });
  expect((await browser.get('/tasks/')).text).toContain('Task added.');
});

test('saves, shows and changes every field', async () => {
  const contact = await person('Ewa');
  const fields = {
    title: 'Send the offer',
    description: 'Two pages\nby mail',
    status: 'in_progress',
    due_date: '2026-11-30',
    due_time: '14:05',
    priority: 'high',
    repeat: 'monthly',
    contact: String(contact.id),
  };
  await create(fields);
  const task = await only();
  expect(task).toMatchObject({
    ...{ title: fields.title, description: fields.description, status: 'in_progress', priority: 'high' },
    ...{ repeat: 'monthly', contact_id: contact.id },
    due_date: new Date('2026-11-30'),
    due_time: new Date('1970-01-01T14:05:00Z'),
    repeat_from: new Date('2026-11-30'),
  });
  const $ = dom(await browser.get(`/tasks/${task.id}/edit/`));
  for (const [name, value] of Object.entries(fields)) expect($(`main [name=${name}]`).val(), name).toBe(value);

  const changed = { ...fields, title: 'Another', due_date: '', due_time: '', repeat: 'never', contact: '' };
  expect((await browser.post(`/tasks/${task.id}/edit/`, changed)).status).toBe(303);
  expect(await only()).toMatchObject({ title: 'Another', due_date: null, due_time: null, contact_id: null });
});

test('a series keeps its first date until its date or repetition changes', async () => {
  const { id } = await db.task.create({
    data: { user_id: alice.id, title: 'Rent', repeat: 'monthly', ...dates('2026-02-28', '2026-01-31') },
  });
  const edit = (fields: Record<string, string>) =>
    browser.post(`/tasks/${id}/edit/`, { title: 'Rent', repeat: 'monthly', due_date: '2026-02-28', ...fields });
  await edit({ title: 'The rent' });
  expect(await only()).toMatchObject(dates('2026-02-28', '2026-01-31'));
  await edit({ due_date: '2026-03-05' });
  expect(await only()).toMatchObject(dates('2026-03-05', '2026-03-05'));
  await edit({ repeat: 'never' });
  expect(await only()).toMatchObject({ repeat_from: null });
});

const dates = (due: string, from: string) => ({ due_date: new Date(due), repeat_from: new Date(from) });

test('the address chooses a contact, and the form leads back', async () => {
  const { id } = await person('Ewa');
  const $ = dom(await browser.get(`/tasks/create/?contact=${id}&back=/contacts/${id}/`));
  expect($('select[name=contact]').val()).toBe(String(id));
  expect($('button[type=submit]').first().text()).toBe('Save task');
  const back = String($('input[name=back]').val());
  const response = await create({ title: 'Call', contact: String(id), back });
  expect(response.headers['location']).toBe(`/contacts/${id}/`);
});

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '/'.repeat(3000)])(
  'never leads back to %.30s',
  async (back) => {
    const { headers } = await create({ title: 'Call', back });
    expect(headers['location']).toBe('/tasks/');
  },
);

test('a typed name finds the contact, also without accents or with the last name first', async () => {
  const { id } = await person('Łucja');
  await create({ title: 'Call', contact_name: 'nowak lucja' });
  expect(await only()).toMatchObject({ contact_id: id });
});

test('a typed name of several contacts or of none asks for another; what was typed stays', async () => {
  const [one, two] = [await person('Ewa'), await person('Ewa')];
  const several = await create({ title: 'Call', contact_name: 'Ewa Nowak' });
  expect(several.status).toBe(422);
  const $ = dom(several);
  expect(
    $('input[name=contact_pick]')
      .toArray()
      .map((radio) => $(radio).val()),
  ).toEqual([String(one.id), String(two.id), 'none']);
  expect($('.error-summary a[href="#f-contact"]').text()).toBe('Contact: Who do you mean by “Ewa Nowak”?');
  expect($('input[name=title]').val()).toBe('Call');
  expect(await db.task.count()).toBe(0);
  await create({ title: 'Call', contact_name: 'Ewa Nowak', contact_pick: String(two.id) });
  expect(await only()).toMatchObject({ contact_id: two.id });

  await create({ title: 'Alone', contact_name: 'Ewa Nowak', contact_pick: 'none' });
  expect(await db.task.findFirst({ where: { title: 'Alone' } })).toMatchObject({ contact_id: null });

  const nobody = await create({ title: 'Call', contact_name: 'Zenobia' });
  expect(nobody.status).toBe(422);
  expect(dom(nobody)('main').text()).toContain('You have no contact called “Zenobia”');
});

test('refuses the contact of another user like one that does not exist', async () => {
  const his = await person('Jan', await createUser(app, 'bob'));
  for (const contact of [his.id, 999_999]) {
    const response = await create({ title: 'Call', contact: String(contact) });
    expect(response.status).toBe(422);
    expect(dom(response)('#f-contact-error').text()).toContain('Choose one of the options.');
    expect(response.text).not.toContain('Jan');
  }
  const picked = await create({ title: 'Call', contact_name: 'Jan', contact_pick: String(his.id) });
  expect(picked.status).toBe(422);
  expect(await db.task.count()).toBe(0);
});

describe('answers 422 and keeps what was typed', () => {
  test.each([
    ['title', { title: ' ' }, 'Fill this in.'],
    ['title', { title: 'x'.repeat(201) }, 'Use at most 200 characters.'],
    ['title', { title: 'a\0b' }, 'This contains a character'],
    ['description', { description: 'x'.repeat(50_001) }, 'Use at most 50,000 characters.'],
    ['due_date', { due_date: '2026-02-30' }, 'That date doesn’t exist.'],
    ['due_date', { due_date: 'a\0b' }, 'This contains a character'],
    ['due_date', { due_time: '10:00' }, 'A time needs a date.'],
    ['due_date', { repeat: 'weekly' }, 'A repeating task needs a date'],
    ['due_time', { due_time: '25:00', due_date: '2026-11-30' }, 'That time doesn’t exist.'],
    ['priority', { priority: 'urgent' }, 'Choose one of the options.'],
    ['repeat', { repeat: 'hourly' }, 'Choose one of the options.'],
    ['status', { status: 'gone' }, 'Choose one of the options.'],
    ['contact', { contact: '-1' }, 'Choose one of the options.'],
    ['title', { title: ['a', 'b'] }, 'can’t read this'],
  ] as const)('%s: %.40j', async (name, fields, problem) => {
    const others = { title: 'Keep me', description: 'And <b>me</b>', priority: 'high' };
    const response = await create({ ...others, ...(fields as Record<string, string>) });
    expect(response.status).toBe(422);
    const $ = dom(response);
    expect($(`#f-${name}-error`).text()).toContain(problem);
    expect($(`.error-summary a[href="#f-${name}"]`)).toHaveLength(1);
    const kept = { ...others, ...fields } as Record<string, string>;
    if (typeof kept['description'] === 'string') expect($('textarea').val()).toBe(kept['description']);
    if (name !== 'title') expect($('input[name=title]').val()).toBe('Keep me');
    expect(await db.task.count()).toBe(0);
  });

  test('shows the errors of several fields together', async () => {
    const $ = dom(await create({ title: '', due_time: '10:00', priority: 'x' }));
    expect($('.error-summary a').length).toBe(3);
  });

  test('accepts a date in another notation and shows it as the date field needs it', async () => {
    const $ = dom(await create({ title: '', due_date: '31.3.2027' }));
    expect($('input[name=due_date]').attr()).toMatchObject({ type: 'date', value: '2027-03-31' });
    const typed = dom(await create({ title: 'Call', due_date: 'next week' }));
    expect(typed('input[name=due_date]').attr()).toMatchObject({ type: 'text', value: 'next week' });
  });

  test('an edit without changes leaves the task as it was', async () => {
    const { id } = await db.task.create({ data: { user_id: alice.id, title: 'Before' } });
    const response = await browser.post(`/tasks/${id}/edit/`, { title: '' });
    expect(response.status).toBe(422);
    expect(dom(response)('main form').attr('action')).toBe(`/tasks/${id}/edit/`);
    expect(await only()).toMatchObject({ title: 'Before' });
  });
});

describe('deleting a task', () => {
  test('says what is deleted and what stays, deletes it and leads back', async () => {
    const contact = await person('Ewa');
    const data = { user_id: alice.id, title: 'Rent', contact_id: contact.id, repeat: 'weekly' as const };
    const { id } = await db.task.create({ data: { ...data, ...dates('2026-11-30', '2026-11-30') } });
    const $ = dom(await browser.get(`/tasks/${id}/delete/?back=/contacts/${contact.id}/`));
    expect($('main').text()).toMatch(/“Rent”.*no next task.*This stays:.*Ewa Nowak/s);
    expect($('main a.btn').attr('href')).toBe(`/contacts/${contact.id}/`);
    const response = await browser.post(String($('main form').attr('action')));
    expect(response.headers['location']).toBe(`/contacts/${contact.id}/`);
    expect(await db.task.count()).toBe(0);
    expect(await db.contact.count()).toBe(1);
  });

  test('keeps the next task of a series when a completed one is deleted', async () => {
    const { id } = await db.task.create({
      data: { user_id: alice.id, title: 'Rent', repeat: 'weekly', ...dates('2026-11-30', '2026-11-30') },
    });
    await browser.post(`/tasks/${id}/toggle/`);
    expect((await browser.post(`/tasks/${id}/delete/`)).status).toBe(303);
    expect(await db.task.findMany()).toMatchObject([{ status: 'todo', previous_id: null, user_id: alice.id }]);
  });
});

describe("another user's task", () => {
  const routes = ['edit', 'delete', 'toggle', 'postpone'];

  test.each(routes)('%s answers 404 for another user, an invalid id and a missing task', async (action) => {
    const { id } = await db.task.create({ data: { user_id: alice.id, title: 'Mine' } });
    const stranger = await signedIn(app, await createUser(app, 'bob'));
    for (const wrong of [id, 999_999, '1e3', '99999999999', '-1', '%00', 'x'.repeat(500)]) {
      const fields = { title: 'His', to: 'tomorrow' };
      expect((await stranger.post(`/tasks/${wrong}/${action}/`, fields)).status, String(wrong)).toBe(404);
    }
    expect(await only()).toMatchObject({ title: 'Mine', status: 'todo', due_date: null });
  });

  test.each(routes)('%s needs a CSRF token', async (action) => {
    const { id } = await db.task.create({ data: { user_id: alice.id, title: 'Mine' } });
    expect((await browser.postRaw(`/tasks/${id}/${action}/`, { title: 'Forged' })).status).toBe(403);
    expect(await only()).toMatchObject({ title: 'Mine', status: 'todo' });
  });
});

test('shows the form in Polish', async () => {
  const polish = await signedIn(app, await createUser(app, 'anna', { locale: 'pl' }));
  const $ = dom(await polish.post('/tasks/create/', { title: '', due_date: '31.02.2027', repeat: 'monthly' }));
  expect($('#f-due_date-error').text()).toContain('Nie ma takiej daty.');
  expect($('select[name=repeat] option:selected').text()).toBe('Co miesiąc');
  expect($('main').text()).not.toContain('⟦');
});
