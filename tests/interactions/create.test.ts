import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dbOf, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const clock = { now: new Date('2026-11-22T16:00:00Z') };
let contact: number;
let address: string;

beforeEach(() => {
  clock.now = new Date('2026-11-22T16:00:00Z');
});
const { alice, app, browser } = await useSignedIn({ clock: () => clock.now });
beforeEach(async () => {
  contact = await newContact(alice);
});

async function newContact(user: User): Promise<number> {
  const data = { user_id: user.id, first_name: 'Jan', last_name: 'Kowalski' };
  const { id } = await dbOf(app, user).contact.create({ data });
  address = `/contacts/${id}/interactions/create/`;
  return id;
}

const saved = () => sql('SELECT contact_id, interaction_type, content, occurred_at FROM interactions ORDER BY id');
const tasks = () => sql(`SELECT contact_id, interaction_id, title, due_date::text, status FROM tasks ORDER BY id`);
const iso = async () => (await saved())[0]?.['occurred_at'].toISOString();

describe('logging an interaction', () => {
  test('has a page of its own, with the name, a way back and its button first', async () => {
    const response = await browser.get(address);
    const $ = dom(response);
    expect(response.status).toBe(200);
    expect($('button[type=submit]').first().text()).toBe('Save');
    expect($('form.composer').attr('action')).toBe(address);
    expect($(`.breadcrumb a[href="/contacts/${contact}/"]`).text()).toBe('Jan Kowalski');
    expect($('[name=interaction_type]:checked').val()).toBe('note');
    expect($('[name=next]:checked').val()).toBe('none');
    expect($('[name=occurred_at]').val()).toBe('');
  });

  test('needs only a text: it is a note, now, without a next step', async () => {
    const response = await browser.post(address, { content: 'Asked about the table' });
    const [entry] = await sql<{ id: number }>('SELECT max(id) AS id FROM interactions');
    expect([response.status, response.headers['location']]).toEqual([
      303,
      `/contacts/${contact}/#interaction-${entry?.id}`,
    ]);
    expect(await saved()).toEqual([
      { contact_id: contact, interaction_type: 'note', content: 'Asked about the table', occurred_at: clock.now },
    ]);
    expect(await tasks()).toEqual([]);
    expect(dom(await browser.get(`/contacts/${contact}/`))('.flash').text()).toContain('Saved.');
  });

  test.each(['note', 'call', 'email', 'meeting'])('saves the type %s', async (interaction_type) => {
    await browser.post(address, { interaction_type, content: 'x' });
    expect(await saved()).toMatchObject([{ interaction_type }]);
    const [row] = await sql('SELECT last_contact_type FROM contacts');
    expect(row).toEqual({ last_contact_type: interaction_type === 'note' ? null : interaction_type });
  });

  test.each([
    ['Europe/Warsaw', '2026-11-21T14:05', '2026-11-21T13:05:00.000Z'],
    ['America/Los_Angeles', '2026-11-21T23:30', '2026-11-22T07:30:00.000Z'],
    ['Pacific/Auckland', '2026-11-23T00:30', '2026-11-22T11:30:00.000Z'],
    ['Europe/Warsaw', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['Europe/Warsaw', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ])('in %s at %s means %s', async (time_zone, occurred_at, instant) => {
    const carol = await createUser(app, 'carol', { time_zone });
    await newContact(carol);
    await (await signedIn(app, carol)).post(address, { content: 'x', occurred_at });
    expect(await iso()).toBe(instant);
  });

  test('accepts a time of up to a day ahead', async () => {
    expect((await browser.post(address, { content: 'x', occurred_at: '2026-11-23T17:00' })).status).toBe(303);
    const late = await browser.post(address, { content: 'x', occurred_at: '2026-11-23T17:01' });
    expect(late.status).toBe(422);
    expect(dom(late)('#f-occurred_at-error').text()).toContain('in the future');
    expect(await saved()).toHaveLength(1);
  });

  test('accepts 20,000 characters and not one more', async () => {
    const content = `${'ż🌲\n'.repeat(6_666)}ab`;
    expect([...content]).toHaveLength(20_000);
    await browser.post(address, { content: content.replaceAll('\n', '\r\n') });
    expect((await saved())[0]?.['content']).toBe(content);
    const response = await browser.post(address, { content: `${content}c` });
    expect(response.status).toBe(422);
    expect(dom(response)('#f-content-error').text()).toContain('at most 20,000 characters');
    expect(await saved()).toHaveLength(1);
  });

  test('ignores fields that the form does not have', async () => {
    const bob = await createUser(app, 'bob');
    const mallory = {
      content: 'x',
      user_id: bob.id,
      contact_id: 1,
      id: 5,
      is_sample: 'true',
      created_at: '2000-01-01',
    };
    await browser.post(address, mallory);
    const rows = await sql(
      "SELECT user_id, contact_id, is_sample, created_at > now() - interval '1 day' AS new FROM interactions",
    );
    expect(rows).toEqual([{ user_id: alice.id, contact_id: contact, is_sample: false, new: true }]);
  });
});

describe('the next step', () => {
  test.each([
    ['tomorrow', '2026-11-23'],
    ['week', '2026-11-29'],
    ['month', '2026-12-22'],
  ])('%s creates one task for %s, linked to the contact and to the interaction', async (next, due_date) => {
    await browser.post(address, { content: 'x', next, next_title: '  Send the   offer ' });
    const [row] = await sql('SELECT id FROM interactions');
    expect(await tasks()).toEqual([
      { contact_id: contact, interaction_id: row?.['id'], title: 'Send the offer', due_date, status: 'todo' },
    ]);
    expect(await sql('SELECT open_tasks, next_due_date::text FROM contacts')).toEqual([
      { open_tasks: 1, next_due_date: due_date },
    ]);
  });

  test('without a title is named after the contact in the language of the user', async () => {
    await browser.post(address, { content: 'x', next: 'date', next_date: '2027-01-04' });
    const pavel = await createUser(app, 'pavel', { locale: 'pl' });
    await newContact(pavel);
    await (await signedIn(app, pavel)).post(address, { content: 'x', next: 'tomorrow' });
    expect(await tasks()).toMatchObject([
      { title: 'Follow up with Jan Kowalski', due_date: '2027-01-04' },
      { title: 'Odezwać się: Jan Kowalski' },
    ]);
  });

  test('fits its column with the longest name', async () => {
    await sql(`UPDATE contacts SET first_name = repeat('ż', 100), last_name = repeat('🌲', 100)`);
    expect((await browser.post(address, { content: 'x', next: 'week' })).status).toBe(303);
    expect([...String((await tasks())[0]?.['title'])]).toHaveLength(200);
  });

  test('counts from today in the time zone of the user', async () => {
    clock.now = new Date('2026-11-22T22:30:00Z');
    const zones = {
      'Europe/Warsaw': '2026-11-23',
      'America/Los_Angeles': '2026-11-23',
      'Pacific/Auckland': '2026-11-24',
    };
    for (const [time_zone, due_date] of Object.entries(zones)) {
      const user = await createUser(app, time_zone.replace('/', '-'), { time_zone });
      await newContact(user);
      await (await signedIn(app, user)).post(address, { content: 'x', next: 'tomorrow' });
      expect((await tasks()).at(-1)).toMatchObject({ due_date });
    }
  });

  test('may be today, not yesterday', async () => {
    const pick = (next_date: string) => browser.post(address, { content: 'x', next: 'date', next_date });
    expect((await pick('2026-11-22')).status).toBe(303);
    expect((await pick('2026-11-21')).status).toBe(422);
    expect(await tasks()).toHaveLength(1);
  });

  test('that cannot be saved rolls the interaction back', async () => {
    await sql(`ALTER TABLE tasks ADD CONSTRAINT no_boom CHECK (title <> 'boom')`);
    try {
      const response = await browser.post(address, { content: 'x', next: 'week', next_title: 'boom' });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect([await saved(), await tasks()]).toEqual([[], []]);
    } finally {
      await sql('ALTER TABLE tasks DROP CONSTRAINT no_boom');
    }
  });

  test('ignores a date that is not chosen', async () => {
    await browser.post(address, { content: 'x', next: 'none', next_date: 'rubbish', next_title: 'Send' });
    expect([(await saved()).length, await tasks()]).toEqual([1, []]);
  });
});

describe('a next step alone', () => {
  test('is planned without an entry, completes what was ticked, and is undone as one', async () => {
    const { id } = await dbOf(app, alice).task.create({
      data: { user_id: alice.id, contact_id: contact, title: 'Call' },
    });
    const form = { content: ' ', next: 'week', next_title: 'Send', completed_tasks: ['', String(id)] };
    const response = await browser.post(address, form);
    expect([response.status, response.headers['location']]).toEqual([303, `/contacts/${contact}/`]);
    expect(await saved()).toEqual([]);
    expect(await tasks()).toMatchObject([{ title: 'Call', status: 'done' }, next('Send')]);
    const $ = dom(await browser.get(`/contacts/${contact}/`));
    expect($('.flash').text()).toContain('Saved. Done: Call. Next step: Sun 29 Nov.');
    await browser.post($('.flash form').attr('action') ?? '', {});
    expect(await tasks()).toMatchObject([{ title: 'Call', status: 'todo' }]);
  });

  test('is planned once, even if the form is sent twice', async () => {
    const $ = dom(await browser.get(address));
    const form = { form_id: String($('[name=form_id]').val()), content: '', next: 'week', next_title: 'Send' };
    await browser.post(address, form);
    expect((await browser.post(address, form)).headers['location']).toBe(`/contacts/${contact}/`);
    expect(await tasks()).toMatchObject([next('Send')]);
  });

  const next = (title: string) => ({
    contact_id: contact,
    interaction_id: null,
    title,
    due_date: '2026-11-29',
    status: 'todo',
  });
});

describe('an error is shown, nothing is saved, and what was typed is kept', () => {
  test.each<[string, Record<string, string | string[]>, string]>([
    ['no text and no next step', { content: ' \n ', next: 'none' }, '#f-content-error'],
    ['a NUL', { content: 'a\0b' }, '#f-content-error'],
    ['two texts', { content: ['a', 'b'] }, '#f-content-error'],
    ['no such kind', { interaction_type: 'smoke' }, '#f-interaction_type-error'],
    ['no such time', { occurred_at: '2026-02-30T10:00' }, '#f-occurred_at-error'],
    ['no such step', { next: 'never' }, '.composer-next > .invalid-feedback'],
    ['no date picked', { next: 'date', next_date: '' }, '#f-next_date-error'],
    ['no such date', { next: 'date', next_date: '2026-02-30' }, '#f-next_date-error'],
    ['a long title', { next: 'week', next_title: 'x'.repeat(201) }, '#f-next_title-error'],
  ])('%s', async (_what, wrong, error) => {
    const typed = {
      interaction_type: 'call',
      content: 'Typed <b>words</b>',
      occurred_at: '2026-11-20T10:00',
      next: 'week',
      next_title: 'Send',
    };
    const response = await browser.post(address, { ...typed, ...wrong });
    const $ = dom(response);
    expect(response.status).toBe(422);
    expect($(error).length).toBe(1);
    expect($('.error-summary a').length).toBe(1);
    expect($($('.error-summary a').attr('href')).length).toBe(1);
    for (const name of ['content', 'occurred_at', 'next_title'].filter((field) => !(field in wrong))) {
      expect($(`[name=${name}]`).val()).toBe(typed[name as keyof typeof typed]);
    }
    if (!('interaction_type' in wrong)) expect($('[name=interaction_type]:checked').val()).toBe('call');
    if (!('next' in wrong)) expect($('[name=next]:checked').val()).toBe('week');
    expect($(`a[href="/contacts/${contact}/"]`).length).toBeGreaterThan(0);
    expect([await saved(), await tasks()]).toEqual([[], []]);
  });
});

describe('only the owner', () => {
  test('logs an interaction, with a session and a token, for an existing contact', async () => {
    const stranger = await signedIn(app, await createUser(app, 'bob'));
    expect((await stranger.get(address)).status).toBe(404);
    expect((await stranger.post(address, { content: 'x' })).status).toBe(404);
    expect((await new Visitor(app).get(address)).headers['location']).toMatch(/^\/accounts\/login\//);
    expect((await new Visitor(app).post(address, { content: 'x' })).headers['location']).toMatch(
      /^\/accounts\/login\//,
    );
    expect((await browser.postRaw(address, { content: 'x' })).status).toBe(403);
    for (const id of ['999999', '0', '-1', '1.5', 'abc', '99999999999']) {
      expect((await browser.post(`/contacts/${id}/interactions/create/`, { content: 'x' })).status).toBe(404);
    }
    expect(await saved()).toEqual([]);
  });
});
