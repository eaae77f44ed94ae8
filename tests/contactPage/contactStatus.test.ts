// The status menu on the page of a contact.
import { beforeEach, expect, test } from 'vitest';
import { createUser, dbOf, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, browser, db } = await useSignedIn();
let contact: number;
let path: string;

beforeEach(async () => {
  const data = { user_id: alice.id, first_name: 'Jan', notes: 'Likes walnut' };
  contact = (await db.contact.create({ data })).id;
  path = `/contacts/${contact}/status/`;
});

const status = async () => (await db.contact.findUniqueOrThrow({ where: db.key(contact) })).status;
const open = async () => dom(await browser.get(`/contacts/${contact}/`));
const acts = async () => (await sql('SELECT DISTINCT act_id FROM changes WHERE field = $1', ['status'])).length;

test('changes the status and nothing else, in one act, which Undo takes back', async () => {
  const $ = await open();
  expect($('.status-menu form').attr('action')).toBe(path);
  expect($('.status-menu [name=from]').val()).toBe('lead');
  expect(
    $('.status-menu [name=status]')
      .toArray()
      .map((one) => $(one).val()),
  ).toEqual(['prospect', 'customer', 'churned']);
  const response = await browser.post(path, { from: 'lead', status: 'customer' });
  expect([response.status, response.headers['location']]).toEqual([303, `/contacts/${contact}/#status`]);
  expect([await status(), await acts()]).toEqual(['customer', 1]);

  const after = await open();
  expect(after('.flash').text()).toContain('Status: Customer.');
  expect(after('#status .status').text().trim()).toBe('Customer');
  const undone = await browser.post(after('.flash form').attr('action') ?? '');
  expect(undone.headers['location']).toBe(`/contacts/${contact}/#status`);
  const { notes } = await db.contact.findUniqueOrThrow({ where: db.key(contact) });
  expect([await status(), notes]).toEqual(['lead', 'Likes walnut']);
});

test('a second click changes nothing more', async () => {
  await browser.post(path, { from: 'lead', status: 'customer' });
  await open();
  await browser.post(path, { from: 'lead', status: 'customer' });
  const $ = await open();
  expect([await status(), await acts()]).toEqual(['customer', 1]);
  expect($('.flash').text()).toContain('Status: Customer.');
  expect($('.flash form').length).toBe(0);
});

test('a status that was changed elsewhere meanwhile is kept, and the message says so', async () => {
  await db.contact.update({ where: db.key(contact), data: { status: 'churned' } });
  await browser.post(path, { from: 'lead', status: 'customer' });
  expect(await status()).toBe('churned');
  expect((await open())('.flash-warning').text()).toContain('Former customer');
});

test('other fields that were changed meanwhile do not matter, and an open form learns of the change', async () => {
  const form = dom(await browser.get(`/contacts/${contact}/edit/`));
  await db.contact.update({ where: db.key(contact), data: { position: 'Owner' } });
  await browser.post(path, { from: 'lead', status: 'customer' });
  expect(await status()).toBe('customer');
  const version = String(form('[name=version]').val());
  expect((await browser.post(`/contacts/${contact}/edit/`, { first_name: 'Janek', version })).status).toBe(409);
});

test.each<Record<string, string>>([{ status: 'boss' }, {}, { status: '' }])('refuses %j', async (fields) => {
  expect((await browser.post(path, fields)).status).toBe(303);
  expect(await status()).toBe('lead');
  expect((await open())('.flash-danger').text()).toContain('Lead');
});

test('scripts get the menu and the message with its Undo', async () => {
  const scripts = await new Visitor(app, { 'X-Fragment': 'status' }).signIn(alice);
  const response = await scripts.post(path, { from: 'lead', status: 'prospect' });
  const $ = dom(response);
  expect(response.status).toBe(200);
  expect($('h1, .topbar').length).toBe(0);
  expect($('#status .status-prospect').length).toBe(1);
  expect($('.flash form').attr('action')).toContain('/undo/');
});

test('only its owner changes it, with a session and a token', async () => {
  const bob = await signedIn(app, await createUser(app, 'bob'));
  expect((await bob.post(path, { status: 'customer' })).status).toBe(404);
  expect((await browser.post('/contacts/999999/status/', { status: 'customer' })).status).toBe(404);
  expect((await browser.postRaw(path, { status: 'customer' })).status).toBe(403);
  expect((await new Visitor(app).post(path, { status: 'customer' })).headers['location']).toMatch(
    /^\/accounts\/login\//,
  );
  expect([await status(), await dbOf(app, alice).contact.count()]).toEqual(['lead', 1]);
});

test('changed in place, the new menu still knows the list that the contact was opened from', async () => {
  const list = '/contacts/?status=lead&page=2';
  const address = `${path}?back=${encodeURIComponent(list)}`;
  const scripts = await new Visitor(app, { 'X-Fragment': 'status' }).signIn(alice);
  const response = await scripts.post(address, { from: 'lead', status: 'customer' });
  expect(dom(response)('[data-in-place=status]').first().attr('action')).toBe(address);
});
