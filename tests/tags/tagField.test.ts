// Tags typed into the form of a contact or a company: names with commas, of which unknown ones are created.
import { describe, expect, test } from 'vitest';
import { findOrCreateTags, listTags } from '../../src/tags/tags.service.ts';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { browser, db } = await useSignedIn();

const kinds = {
  contacts: { name: { first_name: 'Jan' }, tagsOf: async () => (await db.contact.findFirst({}))?.tag_ids },
  companies: { name: { name: 'Dąb' }, tagsOf: async () => (await db.company.findFirst({}))?.tag_ids },
};
const names = async () => (await listTags(db)).map(({ name }) => name);

describe.each(['contacts', 'companies'] as const)('in the form of %s', (kind) => {
  const { name, tagsOf } = kinds[kind];
  const create = (tags: string | string[], more = {}) => browser.post(`/${kind}/create/`, { ...name, tags, ...more });

  test('known names are taken, unknown ones created, each once', async () => {
    const [hurt] = await findOrCreateTags(db, ['Hurt']);
    expect((await create(' hurt, VIP,vip ,, #Stały  klient; "x"\u200b')).status).toBe(303);
    expect(await names()).toEqual(['"x"', 'Hurt', 'Stały klient', 'VIP']);
    expect(await tagsOf()).toContain(hurt);
    expect(await tagsOf()).toHaveLength(4);
  });

  test('the same form sent twice creates the record once', async () => {
    const form = { form_id: 'b'.repeat(22) };
    const [first, second] = [await create('Hurt', form), await create('Hurt', form)];
    expect([first.status, second.status, second.headers['location']]).toEqual([303, 303, first.headers['location']]);
  });

  test.each([
    ['51 characters', 'x'.repeat(51), 'at most 50 characters'],
    ['31 tags', Array.from({ length: 31 }, (_, i) => `t${i}`).join(','), 'at most 30 tags'],
    ['a NUL', 'a\0b', 'can’t save'],
    ['a list', ['a', 'b'], 'can’t read this'],
  ])('%s are refused in words, and nothing is created', async (_, tags, message) => {
    const response = await create(tags);
    const $ = dom(response);
    expect([response.status, $('#f-tags-error').text()]).toEqual([422, expect.stringContaining(message)]);
    expect([await names(), await tagsOf()]).toEqual([[], undefined]);
  });

  test('hostile names are names like any other', async () => {
    const hostile = [`'; DROP TABLE tags; --`.replace(';', ''), '<b>x</b>', '👩‍👩‍👧', 'שלום'];
    await create(hostile.join(','));
    expect(await tagsOf()).toHaveLength(
      new Set(hostile.flatMap((one) => one.split(';').filter((part) => part.trim()))).size,
    );
    const list = await browser.get(`/${kind}/`);
    expect([list.status, list.text.includes('<b>x</b>')]).toEqual([200, false]);
  });

  test('an edit shows the names, takes off what is missing and tells of a conflict', async () => {
    await create('Hurt, VIP');
    const record = (await create('Other', { save_anyway: '1' })).headers['location'] as string;
    const page = dom(await browser.get(`${record}edit/`));
    expect(page('#f-tags').val()).toBe('Other');
    expect(
      page('#f-tags-known option')
        .toArray()
        .map((one) => page(one).val()),
    ).toEqual(['Hurt', 'Other', 'VIP']);
    const version = page('input[name=version]').val() as string;
    expect((await browser.post(`${record}edit/`, { ...name, tags: 'VIP', version, save_anyway: '1' })).status).toBe(
      303,
    );
    const conflict = await browser.post(`${record}edit/`, { ...name, tags: 'Hurt', version: '1', save_anyway: '1' });
    expect([conflict.status, dom(conflict)('.conflict').text()]).toEqual([
      409,
      expect.stringMatching(/Tags.*VIP.*Hurt/s),
    ]);
    expect(dom(await browser.get(record))('.record-titles .tag').text()).toBe('VIP');
  });
});
