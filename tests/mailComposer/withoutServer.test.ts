// The page to write an email where no mail server is set up.
import { expect, test } from 'vitest';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, browser, db } = await useSignedIn();

const compose = async (id: number) => dom(await browser.get(`/contacts/${id}/write/`));
const addJan = () => db.contact.create({ data: { user_id: alice.id, first_name: 'Jan', email: 'jan@example.com' } });

test('says that there are no templates, until there is one', async () => {
  const { id } = await addJan();
  const before = await compose(id);
  expect(before('.form-notice').first().text()).toContain('You have no templates yet. Add a template');
  expect(before('.form-notice a').attr('href')).toBe('/mail/templates/create/');
  await browser.post('/mail/templates/create/', { name: 'Offer', subject: 'Offer', body: 'Dear {first_name}' });
  const after = await compose(id);
  expect(after('main').text()).not.toContain('no templates');
  expect([after('[name=template] option').length, after('.page-actions a').attr('href')]).toEqual([
    1,
    '/mail/templates/',
  ]);
});

test('only says how an email of another program is saved', async () => {
  const page = await compose((await addJan()).id);
  expect(page('main').text()).toContain('What you send from your email app is saved');
  expect(page('main').text()).not.toContain('What you send from here');
});
