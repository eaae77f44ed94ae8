// The page of a company in the order of use: how to reach it, its people, the composer, their history, its details.
import { beforeEach, expect, test } from 'vitest';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, browser, db } = await useSignedIn();
let company: number;

beforeEach(async () => {
  const data = {
    user_id: alice.id,
    name: 'Dąb',
    website: 'https://dab.example.com',
    address: 'ul. Długa 5\n61-001 Poznań',
  };
  company = (await db.company.create({ data })).id;
});

const open = async (query = '') => dom(await browser.get(`/companies/${company}/${query}`));

async function addPeople(count: number): Promise<void> {
  const person = (i: number) => ({ user_id: alice.id, company_id: company, first_name: `Person ${i}` });
  await db.contact.createMany({ data: Array.from({ length: count }, (_, i) => person(i)) });
}

test('leads to the website and to the address on a map', async () => {
  const $ = await open();
  const links = $('.contact-links a').toArray();
  expect(links.map((link) => $(link).attr('href'))).toEqual([
    'https://dab.example.com',
    'https://www.google.com/maps/search/?api=1&query=ul.%20D%C5%82uga%205%2061-001%20Pozna%C5%84',
  ]);
  await db.company.update({ where: db.key(company), data: { website: '', address: '' } });
  expect((await open())('.contact-links').length).toBe(0);
});

test('without people has no composer; with one it comes after them and before their history', async () => {
  expect((await open())('form.composer').length).toBe(0);
  await addPeople(1);
  const html = (await browser.get(`/companies/${company}/`)).text;
  const order = ['id="people-title"', 'data-composer', 'id="latest-title"', 'id="about-title"'].map((part) =>
    html.indexOf(part),
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(Math.min(...order)).toBeGreaterThan(0);
});

test.each([
  [7, 7, 0],
  [8, 5, 3],
  [25, 5, 15],
])('of %i people %i are open and %i folded', async (count, shown, folded) => {
  await addPeople(count);
  const $ = await open();
  expect($('.card-list > .people > .person').length).toBe(shown);
  expect($('.people-more .person').length).toBe(folded);
  expect($('.people-more summary').text()).toBe(folded > 0 ? `Show ${folded} more` : '');
});

test('a further page shows all of its people', async () => {
  await addPeople(30);
  const $ = await open('?page=2');
  expect([$('.person').length, $('.people-more').length]).toEqual([10, 0]);
});
