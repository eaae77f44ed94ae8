// A record that was opened from a filtered list leads back to it, also after it was edited or deleted.
import { expect, test } from 'vitest';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, browser, db } = await useSignedIn();

const own = () => ({ user_id: alice.id });

/** `count` customers, Person 10 first by name. */
async function addCustomers(count: number): Promise<void> {
  const data = Array.from({ length: count }, (_, at) => ({
    ...own(),
    first_name: `Person ${10 + at}`,
    status: 'customer' as const,
  }));
  await db.contact.createMany({ data });
}

async function hrefs(path: string, selector: string): Promise<(string | undefined)[]> {
  const $ = dom(await browser.get(path));
  return $(selector)
    .toArray()
    .map((link) => $(link).attr('href') ?? $(link).attr('action'));
}

async function postForm(path: string, selector: string): Promise<string | undefined> {
  const $ = dom(await browser.get(path));
  const response = await browser.post(String($(selector).attr('action')));
  expect(response.status).toBe(303);
  return response.headers['location'];
}

test('the plain list adds nothing to its links', async () => {
  await addCustomers(1);
  expect(await hrefs('/contacts/', '.cell-main a')).toEqual([expect.stringMatching(/^\/contacts\/\d+\/$/)]);
});

test('the page of a contact leads back to the list, and hands it to every page that changes the contact', async () => {
  await addCustomers(1);
  const list = '/contacts/?status=customer&sort=name';
  const [opened = ''] = await hrefs(list, '.cell-main a');
  expect(await hrefs(opened, '.back-link a')).toEqual([list]);
  const [edit = ''] = await hrefs(opened, '.record-edit');
  const [id] = /\d+/.exec(opened) ?? [];
  expect(await hrefs(edit, 'main .btn-link')).toEqual([opened]);
  const saved = await browser.post(edit, { first_name: 'Ada', status: 'customer' });
  expect(saved.headers['location']).toBe(opened);
  const status = await browser.post(`/contacts/${id}/status/?back=${encodeURIComponent(list)}`, { status: 'lead' });
  expect(status.headers['location']).toBe(`${opened}#status`);
  const composer = dom(await browser.get(opened))('.composer');
  expect(composer.find('[name=back]')).toHaveLength(0);
  const fields = { content: 'x', list_path: String(composer.find('[name=list_path]').val()) };
  const note = await browser.post(`/contacts/${id}/interactions/create/`, fields);
  expect(note.headers['location']).toMatch(`${opened}#interaction-`);
});

test('deleting from a filtered page returns to it', async () => {
  await addCustomers(45);
  const list = '/contacts/?status=customer&sort=name&page=2';
  const [opened = ''] = await hrefs(list, '.cell-main a');
  const [confirm = ''] = await hrefs(opened, '.card-delete');
  expect(await hrefs(confirm, '.form-actions a')).toEqual([opened]);
  expect(await postForm(confirm, 'form.form-actions')).toBe(list);
});

test('deleting the last contact of the last page returns to the page before', async () => {
  await addCustomers(21);
  const [opened = ''] = await hrefs('/contacts/?status=customer&sort=name&page=2', '.cell-main a');
  const [confirm = ''] = await hrefs(opened, '.card-delete');
  expect(await postForm(confirm, 'form.form-actions')).toBe('/contacts/?status=customer&sort=name&page=1');
});

test('deleting the last hit of a search for companies returns to the search', async () => {
  await db.company.create({ data: { ...own(), name: 'Huta' } });
  const [opened = ''] = await hrefs('/companies/?search=huta', '.cell-main a');
  const [confirm = ''] = await hrefs(opened, '.card-delete');
  expect(await postForm(confirm, 'form.form-actions')).toBe('/companies/?search=huta');
});

test('deleting the last task of a page returns to the page before', async () => {
  await db.task.createMany({ data: Array.from({ length: 21 }, (_, at) => ({ ...own(), title: `t${at}` })) });
  const { id } = await db.task.findFirstOrThrow({});
  const back = encodeURIComponent('/tasks/?status=todo&page=2');
  expect(await postForm(`/tasks/${id}/delete/?back=${back}`, 'form.form-actions')).toBe('/tasks/?status=todo&page=1');
});

test.each(['https://evil.example/', '//evil.example', '', 'SELF'])(
  'a deleted contact leads to the list for back=%s',
  async (given) => {
    const { id } = await db.contact.create({ data: { ...own(), first_name: 'Ada' } });
    const back = given === 'SELF' ? `/contacts/${id}/edit/` : given;
    const response = await browser.post(`/contacts/${id}/delete/?back=${encodeURIComponent(back)}`);
    expect(response.headers['location']).toBe('/contacts/');
  },
);
