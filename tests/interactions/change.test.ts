import { beforeEach, describe, expect, test } from 'vitest';
import type { Interaction } from '../../src/db/generated/client.ts';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const now = new Date('2026-11-22T16:00:00Z');
let contact: number;
let said: Interaction;

const { alice, app, browser, db } = await useSignedIn({ clock: () => now });
beforeEach(async () => {
  const data = { user_id: alice.id, first_name: 'Jan', last_name: 'Kowalski' };
  contact = (await db.contact.create({ data })).id;
  said = await say('2026-11-20T09:00:00Z', 'call', 'Old words');
});

function say(occurred_at: string, interaction_type: Interaction['interaction_type'], content: string) {
  const data = { user_id: alice.id, contact_id: contact, occurred_at, interaction_type, content };
  return db.interaction.create({ data });
}

const edit = () => `/interactions/${said.id}/edit/`;
const remove = () => `/interactions/${said.id}/delete/`;
const saved = async () => (await sql('SELECT * FROM interactions WHERE id = $1', [said.id]))[0];
const last = () => sql('SELECT last_contact_at, last_contact_type FROM contacts');

describe('editing an interaction', () => {
  const same = { interaction_type: 'call', content: 'Old words', occurred_at: '2026-11-20T10:00' };

  test('starts with the stored values, with the time in the zone of the user', async () => {
    const $ = dom(await browser.get(edit()));
    expect($('[name=content]').val()).toBe('Old words');
    expect($('[name=occurred_at]').val()).toBe('2026-11-20T10:00');
    expect($('[name=interaction_type]:checked').val()).toBe('call');
    expect($('button[type=submit]').first().text()).toBe('Save changes');
  });

  test('saves and marks it, and updates the last contact', async () => {
    await say('2026-11-21T09:00:00Z', 'email', 'Newer');
    const fields = { interaction_type: 'meeting', content: 'New words', occurred_at: '2026-11-22T08:30' };
    const response = await browser.post(edit(), fields);
    expect([response.status, response.headers['location']]).toEqual([303, `/contacts/${contact}/`]);
    const occurred_at = new Date('2026-11-22T07:30:00Z');
    expect(await saved()).toMatchObject({ interaction_type: 'meeting', content: 'New words', occurred_at });
    expect(await last()).toEqual([{ last_contact_at: occurred_at, last_contact_type: 'meeting' }]);
    await sql(`UPDATE interactions SET created_at = created_at - interval '1 hour' WHERE id = $1`, [said.id]);
    expect(dom(await browser.get(`/contacts/${contact}/`))('.timeline-edited').text()).toBe('edited');
  });

  test('without a change saves nothing and marks nothing', async () => {
    const before = await saved();
    expect((await browser.post(edit(), same)).status).toBe(303);
    expect(await saved()).toEqual(before);
  });

  test('of the text alone keeps the exact time, also in an hour that the clocks repeat', async () => {
    const second = '2026-10-25T01:30:45.678Z';
    said = await say(second, 'note', 'In the night of the change');
    await browser.post(edit(), { interaction_type: 'note', content: 'Other', occurred_at: '2026-10-25T02:30' });
    expect(await saved()).toMatchObject({ content: 'Other', occurred_at: new Date(second) });
  });

  test('with an empty time means now', async () => {
    await browser.post(edit(), { ...same, occurred_at: '' });
    expect(await saved()).toMatchObject({ occurred_at: now });
  });

  test.each<[string, Record<string, string | string[]>]>([
    ['content', { content: '' }],
    ['content', { content: 'a\0b' }],
    ['content', { content: ['a', 'b'] }],
    ['content', { content: 'x'.repeat(20_001) }],
    ['occurred_at', { occurred_at: '2026-12-01T10:00' }],
    ['occurred_at', { occurred_at: 'soon' }],
    ['interaction_type', { interaction_type: 'smoke' }],
  ])('with an invalid %s saves nothing and shows the form again', async (field, wrong) => {
    const before = await saved();
    const response = await browser.post(edit(), { ...same, ...wrong });
    const $ = dom(response);
    expect(response.status).toBe(422);
    expect($(`#f-${field}-error`).length).toBe(1);
    if (field !== 'content') expect($('[name=content]').val()).toBe('Old words');
    expect(await saved()).toEqual(before);
  });
});

describe('deleting an interaction', () => {
  test('first shows what is deleted and what stays', async () => {
    const data = { user_id: alice.id, contact_id: contact, interaction_id: said.id, title: 'Send it' };
    await db.task.create({ data });
    const $ = dom(await browser.get(remove()));
    expect($('.confirm ul').first().text()).toContain('Old words');
    expect($('.confirm ul').last().text()).toMatch(/Jan Kowalski[\s\S]*1 task/);
    expect($('button[type=submit]').first().text()).toContain('Delete entry');
    expect(await saved()).toBeDefined();
  });

  test('deletes the note, keeps its task, and updates the last contact', async () => {
    const data = { user_id: alice.id, contact_id: contact, interaction_id: said.id, title: 'Send it' };
    await db.task.create({ data });
    await say('2026-11-10T09:00:00Z', 'email', 'Older');
    const response = await browser.post(remove());
    expect([response.status, response.headers['location']]).toEqual([303, `/contacts/${contact}/`]);
    expect(await saved()).toBeUndefined();
    expect(await sql('SELECT contact_id, interaction_id, title FROM tasks')).toEqual([
      { contact_id: contact, interaction_id: null, title: 'Send it' },
    ]);
    expect(await last()).toEqual([{ last_contact_at: new Date('2026-11-10T09:00:00Z'), last_contact_type: 'email' }]);
    expect((await browser.post(remove())).status).toBe(404);
  });

  test('that was the only one leaves no last contact', async () => {
    await browser.post(remove());
    expect(await last()).toEqual([{ last_contact_at: null, last_contact_type: null }]);
    expect(dom(await browser.get(`/contacts/${contact}/`))('.contact-overview').text()).toContain('No contact yet');
  });
});

test('only its owner changes or deletes it, with a session and a token', async () => {
  const before = await saved();
  const stranger = await signedIn(app, await createUser(app, 'bob'));
  for (const address of [edit(), remove()]) {
    expect((await stranger.get(address)).status).toBe(404);
    expect((await stranger.post(address, { content: 'x' })).status).toBe(404);
    expect((await new Visitor(app).get(address)).headers['location']).toMatch(/^\/accounts\/login\//);
    expect((await browser.postRaw(address, { content: 'x' })).status).toBe(403);
    expect((await browser.get(address.replace(String(said.id), '999999'))).status).toBe(404);
  }
  expect(await saved()).toEqual(before);
});
