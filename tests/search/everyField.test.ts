// People and companies are found by each of their numbers, addresses and texts, and the hit shows which one it was.
import { beforeEach, describe, expect, test } from 'vitest';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, browser, db } = await useSignedIn();

async function hits(search: string): Promise<Record<string, string[]>> {
  const $ = dom(await browser.get(`/search/?search=${encodeURIComponent(search)}`));
  const text = (one: Parameters<typeof $>[0]) => $(one).text().replace(/\s+/g, ' ').trim();
  const sections = $('section.hits').toArray();
  return Object.fromEntries(
    sections.map((one) => [$(one).find('h2').text(), $(one).find('.hit-body').toArray().map(text)]),
  );
}

describe('a person', () => {
  beforeEach(async () => {
    const company = await db.company.create({ data: { user_id: alice.id, name: 'Kret i syn' } });
    await db.contact.create({
      data: {
        ...{ user_id: alice.id, first_name: 'Ola', last_name: 'Kret', company_id: company.id, position: 'Prezes' },
        ...{ phone: '601 555 100', email: 'ola@kret.example' },
        more_phones: [{ label: 'work', value: '22 555 01 01 w. 5' }],
        more_emails: [{ label: 'home', value: 'prywatny@dom.example' }],
        ...{ address: 'ul. Leśna 5\nŁódź', source: 'Targi Meblowe', notes: 'Prosiła o katalog krzeseł.' },
      },
    });
  });
  const about = 'Ola Kret Kret i syn · Prezes';

  test.each([
    ['601555100', `${about} · 601 555 100`],
    ['+48 601-555-100', `${about} · 601 555 100`],
    ['22 555 01 01', `${about} · 22 555 01 01 w. 5`],
    ['tel. 22 555 01 01 wew. 5', `${about} · 22 555 01 01 w. 5`],
    ['5550101', `${about} · 22 555 01 01 w. 5`],
    ['ola@kret', `${about} · ola@kret.example`],
    ['prywatny@dom.example', `${about} · prywatny@dom.example`],
    ['DOM.example', `${about} · prywatny@dom.example`],
    ['lodz', `${about} ul. Leśna 5 Łódź · Targi Meblowe · Prosiła o katalog krzeseł.`],
    ['targi meblowe', `${about} ul. Leśna 5 Łódź · Targi Meblowe · Prosiła o katalog krzeseł.`],
    ['katalog', `${about} ul. Leśna 5 Łódź · Targi Meblowe · Prosiła o katalog krzeseł.`],
    ['Kret, Ola', `${about} · ola@kret.example`],
    ['prezes', about],
  ])('by %s', async (search, hit) => {
    expect((await hits(search))['Contacts']).toEqual([hit]);
  });

  test('of whom little else is known is shown with what matched beside the first email and phone', async () => {
    const bare = { user_id: alice.id, first_name: 'Bo', email: 'bo@bo.example', phone: '500 100 200' };
    await db.contact.create({ data: { ...bare, more_phones: [{ label: 'home', value: '500 300 400' }] } });
    expect((await hits('bo'))['Contacts']).toEqual(['Bo bo@bo.example · 500 100 200']);
    expect((await hits('500300400'))['Contacts']).toEqual(['Bo bo@bo.example · 500 100 200 · 500 300 400']);
  });

  test('is found by a word that stands far in the notes, without a snippet of them', async () => {
    await db.contact.create({ data: { user_id: alice.id, first_name: 'Far', notes: `${'słowo '.repeat(900)} igła` } });
    expect((await hits('igla'))['Contacts']).toEqual(['Far']);
  });
});

describe('a company', () => {
  beforeEach(() =>
    db.company.create({
      data: {
        ...{ user_id: alice.id, name: 'Tartak', industry: 'Drewno', website: 'https://tartak.example' },
        ...{ phone: '+48 22 555 01 04 w. 7', email: 'biuro@deski.example', tax_id: '1234563218' },
        ...{ address: 'Olszynka 2', notes: 'Płaci <b>gotówką</b>.' },
      },
    }),
  );
  const about = 'Tartak Drewno · tartak.example';

  test.each([
    ['22 555-01-04', `${about} · +48 22 555 01 04 w. 7`],
    ['225550104', `${about} · +48 22 555 01 04 w. 7`],
    ['123-456-32-18', `${about} · 123-456-32-18`],
    ['1234563218', `${about} · 123-456-32-18`],
    ['123 456 32 18', `${about} · 123-456-32-18`],
    ['PL1234563218', `${about} · 123-456-32-18`],
    ['NIP: 123-456-32-18', `${about} · 123-456-32-18`],
    ['deski.example', `${about} · biuro@deski.example`],
    ['olszynka', `${about} Olszynka 2 · Płaci <b>gotówką</b>.`],
    ['gotowka', `${about} Olszynka 2 · Płaci <b>gotówką</b>.`],
  ])('by %s', async (search, hit) => {
    expect((await hits(search))['Companies']).toEqual([hit]);
    const list = dom(await browser.get(`/companies/?search=${encodeURIComponent(search)}`));
    expect(list('.who-name').text()).toBe('Tartak');
    const options = await browser.get(`/companies/options/?search=${encodeURIComponent(search)}`);
    expect(JSON.parse(options.text)).toMatchObject([{ label: 'Tartak' }]);
  });

  test.each(['123-456-32-19', '22 555 01 05', 'PL 999'])('not by %s', async (search) => {
    expect(await hits(search)).not.toHaveProperty('Companies');
    expect(dom(await browser.get(`/companies/?search=${encodeURIComponent(search)}`))('.who-name')).toHaveLength(0);
  });
});
