// Lists filtered by tags, by star and by source; tags on rows and pages; tags in the search.
import { beforeEach, describe, expect, test } from 'vitest';
import { findOrCreateTags } from '../../src/tags/tags.service.ts';
import { createUser, dbOf, dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser, db } = await useSignedIn();
let [hurt, vip, news] = [0, 0, 0];
let jan = 0;
beforeEach(async () => {
  [hurt = 0, vip = 0, news = 0] = await findOrCreateTags(db, ['Hurt', 'VIP', 'Stały klient']);
  jan = await add('Jan', { tag_ids: [hurt, vip], is_starred: true, source: 'Targi' });
  await add('Anna', { tag_ids: [hurt], source: 'Polecenie', status: 'customer' });
  await add('Ewa', { tag_ids: [news], is_starred: true });
  await add('Hubert', { notes: 'hurt' });
  await db.company.create({ data: { user_id: alice.id, name: 'Dąb', tag_ids: [hurt] } });
  await db.company.create({ data: { user_id: alice.id, name: 'Sosna' } });
});

async function add(first_name: string, data: object): Promise<number> {
  return (await db.contact.create({ data: { user_id: alice.id, first_name, ...data } })).id;
}

async function names(address: string): Promise<string[]> {
  const response = await browser.get(address);
  expect(response.status).toBe(200);
  const $ = dom(response);
  return $('.card-table .who-name')
    .not('.similar .who-name')
    .toArray()
    .map((one) => $(one).text().trim())
    .sort();
}

describe('the people of a list', () => {
  test.each([
    ['one tag', () => `tag=${hurt}`, ['Anna', 'Jan']],
    ['several tags, which all must be on the person', () => `tag=${hurt}&tag=${vip}`, ['Jan']],
    ['a tag and a status', () => `tag=${hurt}&status=customer`, ['Anna']],
    ['a tag and a next step', () => `tag=${hurt}&next=none`, ['Anna', 'Jan']],
    ['a tag and a search', () => `tag=${hurt}&search=ann`, ['Anna']],
    ['a tag in the order of names', () => `tag=${hurt}&sort=name`, ['Anna', 'Jan']],
    ['a star', () => 'starred=1', ['Ewa', 'Jan']],
    ['a source', () => 'source=Targi', ['Jan']],
    ['a source and a star', () => 'source=Polecenie&starred=1', []],
    ['a source that nobody has', () => 'source=%25', []],
  ])('are filtered by %s', async (_, query, found) => {
    expect(await names(`/contacts/?${query()}`)).toEqual(found);
  });

  test.each([
    ['junk', () => 'tag=x&tag=0&tag=99999999999&starred=yes'],
    ['arrays', () => 'source=a&source=b'],
    ['a tag that is gone', () => 'tag=2000000000'],
  ])('are not filtered by %s', async (_, query) => {
    expect(await names(`/contacts/?${query()}`)).toHaveLength(4);
  });

  test('are not filtered by the tag of somebody else', async () => {
    const stranger = await createUser(app, 'stranger');
    const [theirs] = await findOrCreateTags(dbOf(app, stranger), ['Theirs']);
    expect(await names(`/contacts/?tag=${theirs}`)).toHaveLength(4);
  });

  test('are counted, and the filter is kept by search and pages and can be taken off', async () => {
    for (let i = 0; i < 21; i++) await add(`P${i}`, { tag_ids: [hurt] });
    const $ = dom(await browser.get(`/contacts/?tag=${hurt}&starred=1`));
    expect($('.page-lead').text()).toBe('1 person');
    expect($('form.list-search input[name=tag]').val()).toBe(String(hurt));
    const without = $('.active-filters a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(without).toEqual(['/contacts/?starred=1', `/contacts/?tag=${hurt}`]);
    const paged = dom(await browser.get(`/contacts/?tag=${hurt}`));
    expect([paged('.page-lead').text(), paged('a[rel=next]').attr('href')]).toEqual([
      '23 people',
      `/contacts/?tag=${hurt}&page=2`,
    ]);
  });
});

test('the companies of a list are filtered by a tag', async () => {
  expect(await names(`/companies/?tag=${hurt}`)).toEqual(['Dąb']);
  expect(await names(`/companies/?tag=${vip}`)).toEqual([]);
  expect(await names('/companies/?tag=x')).toEqual(['Dąb', 'Sosna']);
});

test('a row shows at most three tags and counts the others', async () => {
  const more = await findOrCreateTags(db, ['A', 'B', 'C', 'D', 'E']);
  await db.contact.update({ where: db.key(jan), data: { tag_ids: more } });
  const $ = dom(await browser.get('/contacts/?search=jan'));
  expect(
    $('tbody .tag')
      .toArray()
      .map((tag) => $(tag).text()),
  ).toEqual(['A', 'B', 'C']);
  expect($('tbody .tag-others').text()).toContain('+2');
});

test('the page of a contact leads to the list of each of its tags', async () => {
  const $ = dom(await browser.get(`/contacts/${jan}/`));
  const links = $('.record-titles .tag-link')
    .toArray()
    .map((tag) => [$(tag).text(), $(tag).attr('href')]);
  expect(links).toEqual([
    ['Hurt', `/contacts/?tag=${hurt}`],
    ['VIP', `/contacts/?tag=${vip}`],
  ]);
});

describe('the search', () => {
  test.each([
    ['#hurt', ['Anna', 'Jan']],
    ['hurt', ['Anna', 'Hubert', 'Jan']],
    ['#HUR', ['Anna', 'Jan']],
    ['#vi', ['Jan']],
    ['#staly klient', ['Ewa']],
    ['#nobody', []],
  ])('in the list finds by %s', async (search, found) => {
    expect(await names(`/contacts/?search=${encodeURIComponent(search)}`)).toEqual(found);
  });

  test('everywhere finds people and companies by a tag, and shows it', async () => {
    const $ = dom(await browser.get('/search/?search=%23hurt'));
    const hits = $('.hits:not([aria-labelledby=hits-similar]) .hit')
      .toArray()
      .map((hit) => [$(hit).find('.hit-title').text().trim(), $(hit).find('.tag').first().text()]);
    expect(hits.sort()).toEqual([
      ['Anna', 'Hurt'],
      ['Dąb', 'Hurt'],
      ['Jan', 'Hurt'],
    ]);
  });
});
