import { expect, test } from 'vitest';
import { createUser, dom } from '../support/app.ts';
import { createPlenty, createRecords } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

const { alice, app, browser, db } = await useSignedIn();

const dashboard = async () => dom(await browser.get('/dashboard/'));

test('"Add Contact" leads to the form, on a new account and on a full one', async () => {
  for (const fill of [async () => {}, () => createPlenty(app, alice)]) {
    await fill();
    const $ = await dashboard();
    const links = $('a')
      .toArray()
      .filter((one) => $(one).text().trim() === 'Add Contact');
    expect(links.length).toBeGreaterThan(0);
    expect($(links[0]).attr('href')).toBe('/contacts/create/');
  }
});

test('shows and links the newest contacts', async () => {
  const { contact } = await createRecords(app, alice, { first_name: 'Żaneta', last_name: 'Nowa' });
  const $ = await dashboard();
  expect($(`a[href="/contacts/${contact}/"]`).text()).toContain('Żaneta Nowa');
});

test('shows nothing of another user', async () => {
  const name = 'Zebrafink';
  await createRecords(app, await createUser(app, 'bob'), {
    first_name: name,
    title: name,
    content: name,
    company: name,
  });
  expect((await browser.get('/dashboard/')).text).not.toContain(name);
});

test('takes the same number of SQL statements with many records', async () => {
  await createRecords(app, alice);
  await browser.get('/dashboard/');
  const few = await statementsOf(() => browser.get('/dashboard/'));
  await createPlenty(app, alice);
  await db.task.updateMany({ data: { due_date: new Date('2026-11-20') } });
  const many = await statementsOf(() => browser.get('/dashboard/'));
  expect(many.length).toBeLessThanOrEqual(few.length);
});
