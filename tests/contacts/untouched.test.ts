// People about whom nothing was written for years, to be looked through and deleted.
import { expect, test } from 'vitest';
import { dom } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, browser, db } = await useSignedIn();

async function createOld(first_name: string): Promise<number> {
  const { id } = await db.contact.create({ data: { user_id: alice.id, first_name } });
  await sql(
    `UPDATE contacts SET created_at = now() - interval '6 years', updated_at = now() - interval '6 years' WHERE id = $1`,
    [id],
  );
  return id;
}

test('go in one deletion, from which one Undo brings them back', async () => {
  for (const name of ['Forgotten', 'Lost']) await createOld(name);
  await db.contact.create({ data: { user_id: alice.id, first_name: 'New' } });
  const list = dom(await browser.get('/contacts/?untouched=5'))('.bulk-bar [name=list]').val();
  const chosen = dom(await browser.post('/contacts/bulk/', { list: String(list), all: '1' }));
  const fields = Object.fromEntries(
    chosen('form.bulk')
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  );
  await browser.post('/contacts/bulk/run/', { ...fields, action: 'delete' });
  expect(await db.contact.findMany()).toMatchObject([{ first_name: 'New' }]);
  const undo = dom(await browser.get('/contacts/'))('.flash form').attr('action');
  await browser.post(String(undo));
  expect(await db.contact.count()).toBe(3);
});

test('are those without a change, an entry or a task since then', async () => {
  await createOld('Forgotten');
  const [noted, planned] = [await createOld('Noted'), await createOld('Planned')];
  await db.interaction.create({ data: { user_id: alice.id, contact_id: noted, content: 'today' } });
  await db.task.create({ data: { user_id: alice.id, contact_id: planned, title: 'today' } });
  await db.contact.create({ data: { user_id: alice.id, first_name: 'New' } });
  const names = async (years: string) => {
    const $ = dom(await browser.get(`/contacts/?untouched=${years}`));
    return $('.who-name')
      .toArray()
      .map((one) => $(one).text());
  };
  expect(await names('5')).toEqual(['Forgotten']);
  expect(await names('10')).toEqual([]);
  expect((await names('seven')).length).toBe(4);
  expect(dom(await browser.get('/accounts/profile/'))('#data a[href="/contacts/?untouched=5"]').text()).toBe('5 years');
});
