// A merge is taken apart with the fields that were chosen, and the page says which of them kept their value.
import { beforeEach, describe, expect, test } from 'vitest';
import { momentIn } from '../../src/i18n/dates.ts';
import { mergeRecords } from '../../src/merge/merge.service.ts';
import { listEditedFields } from '../../src/merge/openMerges.service.ts';
import { unmerge } from '../../src/merge/unmerge.service.ts';
import { dom } from '../support/app.ts';
import { sql, untilBlocked } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, browser, db } = await useSignedIn();
const user_id = alice.id;
let [former, kept, gone, act] = [0, 0, 0, 0];

beforeEach(async () => {
  const companies = await Promise.all(
    ['Gwint', 'Hurt', 'Later'].map((name) => db.company.create({ data: { user_id, name } })),
  );
  const [gwint = 0, hurt = 0, later = 0] = companies.map(({ id }) => id);
  former = gwint;
  kept = (await db.contact.create({ data: { user_id, first_name: 'Ola', company_id: gwint } })).id;
  gone = (
    await db.contact.create({
      data: { user_id, first_name: 'Aleksandra', last_name: 'Kret', company_id: hurt, position: 'Boss' },
    })
  ).id;
  const choices = { name: gone, company: gone, position: gone };
  act = await mergeRecords(db, 'contacts', { kept, gone: [gone], choices }, new Date());
  await edit({ company_id: later, position: 'Owner' });
});

const edit = (data: object) => db.contact.update({ where: db.key(kept), data });
const path = () => `/contacts/${kept}/merge/${act}/undo/`;
/** The form of the page with the former value chosen for all fields, as a browser sends it. */
const allFormer = async () => {
  const fields = dom(await browser.get(path()))('form.form-card').serializeArray();
  const choices = fields.map(({ name, value }) => [name, name.startsWith('field_') ? 'before' : value]);
  return Object.fromEntries(choices.filter(([name]) => name !== '_csrf')) as Record<string, string>;
};
const contact = () => db.contact.findUniqueOrThrow({ where: db.key(kept) });
const isApart = async () => (await db.contact.count({ where: { id: gone } })) === 1;

async function stayedOn(href: string): Promise<string[]> {
  const $ = dom(await browser.get(href));
  return $('[aria-labelledby=stayed-title] .row-meta')
    .toArray()
    .map((line) => $(line).text());
}

/** The message, and the fields on the page that it leads to. */
async function shownAfterwards() {
  const $ = dom(await browser.get(`/contacts/${kept}/`));
  const href = $('.flash a').attr('href');
  return { message: $('.flash p').text().trim(), stayed: href === undefined ? [] : await stayedOn(href) };
}

test('all chosen fields get their former values', async () => {
  await browser.post(path(), await allFormer());
  expect(await contact()).toMatchObject({ first_name: 'Ola', company_id: former, position: '' });
  expect(await shownAfterwards()).toEqual({ message: 'The merge was taken apart.', stayed: [] });
});

test('a field that was edited after the page was shown stays, and the page says so', async () => {
  const form = await allFormer();
  await edit({ position: 'Director' });
  expect((await browser.post(path(), form)).status).toBe(303);
  expect(await contact()).toMatchObject({ company_id: former, position: 'Director' });
  expect(await isApart()).toBe(true);
  expect(await shownAfterwards()).toEqual({
    message: 'The merge was taken apart, but 1 change couldn’t be undone.',
    stayed: ['Position was changed later'],
  });
});

test('a field that was first edited after the page was shown stays, and the page says so', async () => {
  const form = await allFormer();
  await edit({ first_name: 'Alicja' });
  await browser.post(path(), form);
  expect(await contact()).toMatchObject({ first_name: 'Alicja', company_id: former, position: '' });
  expect((await shownAfterwards()).stayed).toEqual(['First name was changed later']);
});

test('a field that would leave no name stays, and the page says so', async () => {
  await sql(`UPDATE changes SET old = '""' WHERE act_id = $1 AND field = 'first_name'`, [act]);
  await edit({ first_name: 'Alicja', last_name: '' });
  expect((await browser.post(path(), await allFormer())).status).toBe(303);
  expect(await contact()).toMatchObject({ first_name: 'Alicja', company_id: former });
  expect(await isApart()).toBe(true);
  expect((await shownAfterwards()).stayed).toEqual(['First name was changed later']);
});

test('a link to a company that is deleted meanwhile stays as it is, and the page says so', async () => {
  const form = await allFormer();
  const response = await db.transaction(async (tx) => {
    await tx.company.delete({ where: tx.key(former) });
    const answer = browser.post(path(), form);
    await untilBlocked();
    return { answer };
  });
  expect((await response.answer).status).toBe(303);
  expect(await contact()).toMatchObject({ position: '' });
  expect(await isApart()).toBe(true);
  expect((await shownAfterwards()).stayed).toEqual(['Company what it belongs to was deleted']);
});

test('what cannot be taken apart any more keeps the values of its fields', async () => {
  const edited = await listEditedFields(db, 'contacts', kept, act);
  const moment = momentIn('UTC', new Date());
  await unmerge(db, { kind: 'contacts', kept, act, choices: [] }, moment);
  const choices = edited.map((field) => ({ ...field, isReverted: true }));
  expect(choices).toHaveLength(2);
  const before = await contact();
  expect(await unmerge(db, { kind: 'contacts', kept, act, choices }, moment)).toEqual({ state: 'nothing' });
  expect(await contact()).toEqual(before);
});

describe('two records of the same name', () => {
  const twin = (more: object) =>
    db.contact.create({ data: { user_id, first_name: 'Kasia', last_name: 'Zielińska', ...more } });

  test.each([
    ['their emails', { email: 'kasia@dab.pl' }, { email: 'kz@lipa.pl' }, ['kasia@dab.pl', 'kz@lipa.pl']],
    [
      'phones, where the email is the same',
      { email: 'k@dab.pl', phone: '+48 601 555 100' },
      { email: 'k@dab.pl', phone: '+48 22 555 01 23' },
      ['+48 601 555 100', '+48 22 555 01 23'],
    ],
    [
      'when they were added, for want of anything else',
      { created_at: new Date('2026-03-12T09:00:00Z') },
      { created_at: new Date('2026-04-01T09:00:00Z') },
      ['added 12 Mar 2026, 10:00', 'added 1 Apr 2026, 11:00'],
    ],
  ])('are told apart by %s, also when they are taken apart', async (_, one, other, details) => {
    const [{ id: first }, { id: second }] = [await twin(one), await twin(other)];
    const labels = details.map((detail) => `Kasia Zielińska (${detail})`);
    const $ = dom(await browser.get(`/contacts/${first}/merge/?with=${second}`));
    expect($('.page-header').text()).toContain(labels.join(' + '));

    const merged = await mergeRecords(db, 'contacts', { kept: first, gone: [second], choices: {} }, new Date());
    const undo = `/contacts/${first}/merge/${merged}/undo/`;
    const text = dom(await browser.get(undo))('form li').text();
    expect(text).toContain(`${labels[1]} will be back`);
    expect(text).toContain(`stays with ${labels[0]}.`);
    await browser.post(undo);
    const open = dom(await browser.get(`/contacts/${first}/`))('.flash a');
    expect(open.text()).toBe(`Open ${labels[1]}`);
    expect(open.attr('href')).toBe(`/contacts/${second}/`);
  });

  test('are told apart beside their values, those of different names are not', async () => {
    const { id: first } = await twin({ email: 'kasia@dab.pl', phone: '601 555 100' });
    const { id: second } = await twin({ email: 'kz@lipa.pl', phone: '22 555 01 23' });
    const { id: third } = await db.contact.create({ data: { user_id, first_name: 'Iga', phone: '22 555 01 24' } });
    const beside = (id: number, $: ReturnType<typeof dom>) => $(`label[for=choice-phone-${id}] .muted`).text();
    const twins = dom(await browser.get(`/contacts/${first}/merge/?with=${second}`));
    expect(beside(second, twins)).toBe('Kasia Zielińska (kz@lipa.pl)');
    expect(beside(third, dom(await browser.get(`/contacts/${first}/merge/?with=${third}`)))).toBe('Iga');
  });
});
