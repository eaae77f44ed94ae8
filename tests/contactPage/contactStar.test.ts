// The star, and what the page of a contact shows of further phones, emails, address, birthday and source.
import { expect, test } from 'vitest';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, browser, db } = await useSignedIn();

const jan = (data: object = {}) => db.contact.create({ data: { user_id: alice.id, first_name: 'Jan', ...data } });
const isStarred = async (id: number) => (await db.contact.findUniqueOrThrow({ where: db.key(id) })).is_starred;
const acts = async () => (await sql('SELECT DISTINCT act_id FROM changes WHERE field = $1', ['is_starred'])).length;

test('the star is set once, is shown in the list, and Undo takes it back', async () => {
  const { id } = await jan();
  const path = `/contacts/${id}/star/`;
  expect(dom(await browser.get(`/contacts/${id}/`))('form.star').attr('action')).toBe(path);
  const response = await browser.post(path, { starred: '1' });
  expect([response.status, response.headers['location']]).toEqual([303, `/contacts/${id}/#star`]);
  await browser.post(path, { starred: '1' });
  expect([await isStarred(id), await acts()]).toEqual([true, 1]);
  expect(dom(await browser.get('/contacts/'))('.who-star')).toHaveLength(1);

  await browser.post(path, { starred: '' });
  expect(await isStarred(id)).toBe(false);
  const $ = dom(await browser.get(`/contacts/${id}/`));
  await browser.post($('.flash form').last().attr('action') ?? '');
  expect(await isStarred(id)).toBe(true);
});

test('scripts get the new star and a message', async () => {
  const { id } = await jan();
  const scripts = await new Visitor(app, { 'X-Fragment': 'star' }).signIn(alice);
  const $ = dom(await scripts.post(`/contacts/${id}/star/`, { starred: '1' }));
  expect($('[data-part=star] [name=starred]').val()).toBe('');
  expect($('.flash').text()).toContain('Starred.');
});

test('nobody and strangers set no star, and junk ids are not found', async () => {
  const { id } = await jan();
  const nobody = await new Visitor(app).post(`/contacts/${id}/star/`, { starred: '1' });
  expect(nobody.headers['location']).toContain('/accounts/login/');
  const stranger = await signedIn(app, await createUser(app, 'bob'));
  expect((await stranger.post(`/contacts/${id}/star/`, { starred: '1' })).status).toBe(404);
  expect((await browser.post('/contacts/99999999999/star/', { starred: '1' })).status).toBe(404);
  expect(await isStarred(id)).toBe(false);
});

test('the page shows each number and address with its label, and what else is known', async () => {
  const { id } = await jan({
    phone: '22 555 10 10',
    phone_label: 'work',
    more_phones: [{ label: 'mobile', value: '601 555 100' }],
    email: 'jan@x.pl',
    more_emails: [{ label: 'home', value: 'jan@dom.pl' }],
    address: 'Leśna 5\nŁódź',
    birthday: '--02-29',
    source: 'Targi & co',
  });
  const $ = dom(await browser.get(`/contacts/${id}/`));
  const facts = $('.contact-about .facts');
  expect(
    facts
      .find('[href^="tel:"]')
      .toArray()
      .map((link) => $(link).attr('href')),
  ).toEqual(['tel:225551010', 'tel:601555100']);
  expect(facts.find('[href="sms:+48601555100"]').attr('aria-label')).toBe('Text 601 555 100');
  expect(
    facts
      .find('[href^="mailto:"]')
      .toArray()
      .map((link) => $(link).text()),
  ).toEqual(['jan@x.pl', 'jan@dom.pl']);
  for (const text of ['Work', 'Mobile', 'Home', '29 February', 'Leśna 5']) expect(facts.text()).toContain(text);
  expect(facts.text()).not.toContain('Other');
  expect(facts.find('[href="/contacts/?source=Targi+%26+co"]').text()).toBe('Targi & co');
  expect(facts.find('[href*="Le%C5%9Bna"]').attr('rel')).toContain('noopener');
});
