// Upload, preview and import over HTTP.
import { beforeEach, describe, expect, test } from 'vitest';
import { withClient } from '../../src/db/withClient.ts';
import { pruneImports } from '../../src/imports/importPruning.service.ts';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql, testDatabaseUrl } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { countsIn, errorIn, importText, previewForm, run, upload, uploadPath } from './support.ts';

let now = new Date('2026-03-10T10:00:00Z');

beforeEach(() => {
  now = new Date('2026-03-10T10:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

const contacts = () =>
  sql(
    `SELECT first_name, last_name, c.email, c.phone, position, status, c.notes, k.name AS company
     FROM contacts c LEFT JOIN companies k ON k.user_id = c.user_id AND k.id = c.company_id ORDER BY c.id`,
  );
const imports = () => sql<{ state: string; name: string }>('SELECT state, name FROM imports ORDER BY id');
const namesIn = async () => (await contacts()).map((one) => `${one['first_name']} ${one['last_name']}`.trim());

const polish =
  'Imię;Nazwisko;Firma;Telefon;E-mail;Stanowisko;Status;Uwagi\r\n' +
  "Łukasz;Żółty;Stolarnia Dąb;+48 600 100 200;lukasz@dab.pl;Szef;Klient;'=1+1\r\n" +
  'Ewa;Lis;STOLARNIA DAB;;ewa@dab.pl;;;\r\n' +
  ';;;;;;;Kto to?\r\n';

describe('the upload page', () => {
  test('shows which columns are recognized, and that nothing is saved yet', async () => {
    const page = dom(await browser.get(uploadPath));
    expect(page('main').text()).toContain('Nazwisko');
    expect(page('main').text()).toContain('nothing is saved yet');
    expect(page('button[type=submit]').first().closest('form').attr('action')).toBe(uploadPath);
  });

  test('is linked from the list, the empty list and the first steps', async () => {
    expect(dom(await browser.get('/contacts/'))(`a[href="${uploadPath}"]`)).toHaveLength(2);
    expect(dom(await browser.get('/dashboard/'))(`a[href="${uploadPath}"]`)).toHaveLength(1);
    await db.contact.create({ data: { user_id: alice.id, first_name: 'Jan' } });
    expect(dom(await browser.get('/contacts/'))(`a[href="${uploadPath}"]`)).toHaveLength(1);
  });

  test.each([
    ['nothing', '', /Choose a file/],
    ['an empty file', Buffer.of(), /This is empty/],
    ['a workbook', Buffer.from('PK\x03\x04xl/workbook.xml'), /damaged/],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /isn’t a table/],
    ['a header alone', Buffer.from('Imię;Nazwisko\n'), /only a header row/],
    ['too many rows', Buffer.from(`Imię\n${'Jan\n'.repeat(50_001)}`), /over 50,000 rows/],
    [
      'too many columns',
      Buffer.from(`Imię${';x'.repeat(300)}
Jan
`),
      /more than 300 columns/,
    ],
    ['too large a file', Buffer.alloc(20 * 1024 * 1024 + 1, 97), /over 20 MB/],
  ])('refuses %s with a reason', async (_name, file, words) => {
    const response =
      file === '' ? await browser.post(uploadPath) : await browser.postFile(uploadPath, Buffer.from(file), 'a.csv');
    expect(response.status).toBe(422);
    expect(errorIn(response)).toMatch(words);
    expect(await imports()).toEqual([]);
  });

  test('keeps pasted rows that cannot be read', async () => {
    const rows = 'Imię\tNazwisko\n';
    const response = await browser.post(uploadPath, { rows });
    expect(response.status).toBe(422);
    expect(dom(response)('[name=rows]').val()).toBe(rows);
  });

  test('sends anonymous users to login and back with the pasted rows, also from a form with a file', async () => {
    const asked = await new Visitor(app).get(uploadPath);
    expect(asked.headers['location']).toBe(`/accounts/login/?next=${encodeURIComponent(uploadPath)}`);
    const nobody = new Visitor(app);
    const fields = { rows: 'Jan Kos', _by: String(alice.id), _at: uploadPath };
    const sent = await nobody.postFile(uploadPath, Buffer.from(polish), 'a.csv', fields);
    expect([sent.status, sent.headers['location']]).toEqual([303, '/accounts/login/']);
    await nobody.signIn(alice);
    expect(dom(await nobody.get(uploadPath))('[name=rows]').val()).toBe('Jan Kos');
    expect(await imports()).toEqual([]);
  });

  test('requires a CSRF token', async () => {
    const response = await browser.postFile(uploadPath, Buffer.from(polish), 'a.csv', { _csrf: 'made-up' });
    expect(response.status).toBe(403);
    expect(await imports()).toEqual([]);
  });

  test('keeps the file name, and at most three waiting files', async () => {
    for (const name of ['ą.csv', 'C:\\b.csv', 'c.csv', 'd.csv']) await upload(browser, polish, name);
    expect((await imports()).map(({ name }) => name)).toEqual(['b.csv', 'c.csv', 'd.csv']);
  });

  const prune = async () =>
    withClient({ connectionString: await testDatabaseUrl() }, (client) => pruneImports(client, now));

  test('deletes waiting files after a day, rows of imports after a month, and all of them after a year', async () => {
    const done = await importText(browser, polish);
    const waiting = await upload(browser, polish);
    now = new Date('2026-03-11T10:00:01Z');
    await prune();
    expect(dom(await browser.get(uploadPath))('main').text()).toContain('Earlier imports');
    expect((await browser.get(waiting)).status).toBe(404);
    now = new Date('2026-04-11T10:00:01Z');
    await prune();
    expect(await sql('SELECT number FROM import_rows')).toEqual([]);
    expect((await browser.get(done)).status).toBe(200);
    now = new Date('2027-04-30T10:00:01Z');
    await browser.openSession(alice);
    expect(dom(await browser.get(uploadPath))('main').text()).not.toContain('Earlier imports');
    await prune();
    expect(await imports()).toEqual([]);
    expect(await contacts()).toHaveLength(2);
  });
});

describe('the preview', () => {
  test('shows the parsed rows, their numbers and the errors of rejected rows', async () => {
    const response = await browser.get(await upload(browser, polish));
    expect(countsIn(response)).toBe('2 new people, 1 new company, 1 row with a problem');
    const text = dom(response)('main').text();
    for (const piece of ['Łukasz Żółty', 'Stolarnia Dąb', '=1+1', 'Row 4']) expect(text).toContain(piece);
    expect(text).toContain('Enter a first name or a last name');
    expect(await contacts()).toEqual([]);
  });

  test('detects Windows-1250, and takes another encoding when chosen', async () => {
    const path = await upload(browser, Buffer.from('Imi\xea;Nazwisko\n\xa3ukasz;\xaf\xf3\xb3ty\n', 'latin1'));
    expect(dom(await browser.get(path))('main').text()).toContain('Łukasz Żółty');
    const form = await previewForm(browser, path);
    expect(form['encoding']).toBe('windows-1250');
    expect((await browser.post(path, { ...form, encoding: 'windows-1252' })).status).toBe(303);
    expect(dom(await browser.get(path))('main').text()).toContain('£ukasz ¯ó³ty');
  });

  test.each([
    ['windows-1251', '\xce\xeb\xfc\xe3\xe0', 'Ольга'],
    ['koi8-u', '\xef\xcc\xd8\xc7\xc1', 'Ольга'],
    ['windows-1253', '\xcd\xdf\xea\xef\xf2', 'Νίκος'],
    ['windows-1254', '\xddbrahim \xde\xfd\xf0', 'İbrahim Şığ'],
    ['windows-1257', 'J\xfbrat\xeb', 'Jūratė'],
    ['macintosh', 'Ren\x8e', 'René'],
  ])('takes %s when chosen', async (encoding, bytes, name) => {
    const path = await upload(browser, Buffer.from(`Name;Email\n${bytes};a@example.com\n`, 'latin1'));
    await browser.post(path, { ...(await previewForm(browser, path)), encoding });
    expect(dom(await browser.get(path))('.import-preview').text()).toContain(name);
  });

  test('names a sum below the table, which nobody becomes and which is no problem', async () => {
    const path = await upload(browser, 'Imię;Telefon;Kwota\nŁukasz Żółty;601555001;100\n\nRazem;;100\nStrona 1 z 1\n');
    const preview = await browser.get(path);
    expect(countsIn(preview)).toBe('1 new person');
    expect(dom(preview)('.import-preview tbody tr')).toHaveLength(1);
    await run(browser, path);
    for (const page of [preview, await browser.get(path)]) {
      const $ = dom(page);
      const left = $('.import-left-out').text();
      expect(left).toContain('2 rows below the table left out. “Razem 100” is a total or a note');
      expect(left).toContain('“Strona 1 z 1”');
      expect($('.import-left-out-bad, [aria-labelledby=problems-title]')).toHaveLength(0);
    }
    expect(await db.contactImport.findFirst()).toMatchObject({ state: 'done', rows: 1, added: 1, problems: 0 });
    expect(await contacts()).toHaveLength(1);
  });

  test('offers no encoding for pasted rows', async () => {
    const response = await browser.post(uploadPath, { rows: 'Imię\tNazwisko\nŁukasz\tŻółty' });
    const $ = dom(await browser.get(String(response.headers['location'])));
    expect($('main').text()).toContain('Łukasz Żółty');
    expect($('select[name=encoding]')).toHaveLength(0);
  });

  test('keeps a changed mapping and shows its result', async () => {
    const path = await upload(browser, 'A;B\nJan Kos;Dąb\n');
    const response = await browser.post(path, {
      'columns[]': ['full_name', 'company'],
      encoding: 'utf-8',
      existing: 'fill',
    });
    expect(response.headers['location']).toBe(`${path}#preview`);
    expect(await previewForm(browser, path)).toMatchObject({
      'columns[]': ['full_name', 'company'],
      encoding: 'utf-8',
      existing: 'fill',
    });
    expect(countsIn(await browser.get(path))).toMatch(/^2 new people/);
    await browser.post(path, { 'columns[]': ['full_name', 'company'], encoding: 'utf-8', header: '1' });
    expect(countsIn(await browser.get(path))).toMatch(/^1 new person/);
  });

  test.each([
    [{ 'columns[]': ['skip', 'notes'] }, /holds a name, a company or an email/],
    [{ 'columns[]': ['phone', 'phone'] }, /holds a name, a company or an email/],
    [{ 'columns[]': ['first_name', 'nonsense'] }, /Choose one of the options/],
    [{ 'columns[]': ['first_name'], encoding: 'klingon' }, /Choose one of the options/],
  ])('is shown again with the invalid choice: %j', async (change, words) => {
    const path = await upload(browser, 'Imię;Nazwisko\nJan;Kos\n');
    for (const address of [path, `${path}run/`]) {
      const response = await browser.post(address, { encoding: 'utf-8', header: '1', ...change });
      expect(response.status).toBe(422);
      expect(errorIn(response)).toMatch(words);
      const chosen = dom(response)('select[name="columns[]"]').first().find('option[selected]').val();
      if (!('encoding' in change) && !change['columns[]'].includes('nonsense'))
        expect(chosen).toBe(change['columns[]'][0]);
    }
    expect(await contacts()).toEqual([]);
  });

  test('counts the people whose email or phone goes to the notes', async () => {
    const path = await upload(
      browser,
      'Imię;E-mail;Telefon\nJan;nic;\nEwa;ewa@x.pl;po 16\nOla;;601 555 100 po 16:00\nIza;-;brak\n',
    );
    const page = await browser.get(path);
    expect(countsIn(page)).toBe('4 new people');
    expect(dom(page)('main').text()).toContain('4 new people');
    await run(browser, path);
    expect((await contacts()).map(({ notes }) => notes)).toEqual([
      'E-mail: nic',
      'Telefon: po 16',
      'Telefon: 601 555 100 (po 16:00)',
      '',
    ]);
  });

  test('neither offers nor allows the import of rejected rows only', async () => {
    const path = await upload(browser, 'Imię;Uwagi\n;Kto to?\n');
    expect(dom(await browser.get(path))('[formaction]')).toHaveLength(0);
    const response = await run(browser, path);
    expect([response.status, errorIn(response)]).toEqual([
      422,
      expect.stringContaining('None of these rows can be imported'),
    ]);
    expect(await imports()).toMatchObject([{ state: 'waiting' }]);
  });

  test('offers the rejected rows as a file', async () => {
    const path = await upload(browser, polish);
    const response = await browser.get(`${path}problems/`);
    expect(response.headers['content-type']).toContain('text/csv');
    expect(response.text).toContain('"Row","Reason","Imię"');
    expect(response.text).toContain('"4","Enter a first name');
  });
});

describe('the import', () => {
  test('writes valid rows, each company once, and keeps the rejected rows with their reasons', async () => {
    const path = await importText(browser, polish);
    const result = await browser.get(path);
    expect(countsIn(result)).toBe('2 people added, 1 company added, 1 row with a problem left out');
    expect(await contacts()).toEqual([
      {
        first_name: 'Łukasz',
        last_name: 'Żółty',
        email: 'lukasz@dab.pl',
        phone: '+48 600 100 200',
        position: 'Szef',
        status: 'customer',
        notes: '=1+1',
        company: 'Stolarnia Dąb',
      },
      {
        first_name: 'Ewa',
        last_name: 'Lis',
        email: 'ewa@dab.pl',
        phone: '',
        position: '',
        status: 'lead',
        notes: '',
        company: 'Stolarnia Dąb',
      },
    ]);
    expect(await sql('SELECT name FROM companies')).toHaveLength(1);
    expect((await browser.get(`${path}problems/`)).text).toContain('"Kto to?"');
    expect(await sql('SELECT length(file) AS length FROM imports')).toEqual([{ length: 0 }]);
    expect(await sql('SELECT cells FROM import_rows WHERE cells IS NOT NULL AND number > 1')).toHaveLength(1);
    expect(dom(await browser.get('/contacts/?search=lukasz+zolty'))('tbody tr')).toHaveLength(1);
  });

  test('finds companies regardless of case and accents', async () => {
    const { id } = await db.company.create({ data: { user_id: alice.id, name: 'Żabka Śląsk' } });
    await importText(browser, 'Imię;Firma\nJan;ZABKA SLASK\nEwa;żabka śląsk\nIda;Nowa\n');
    expect(await sql('SELECT company_id FROM contacts ORDER BY id LIMIT 2')).toEqual([
      { company_id: id },
      { company_id: id },
    ]);
    expect(await sql('SELECT name FROM companies ORDER BY id')).toEqual([{ name: 'Żabka Śląsk' }, { name: 'Nowa' }]);
  });

  test('shows the preview again when the columns have changed since', async () => {
    const path = await upload(browser, 'Imię;Nazwisko\nJan;Kos\n');
    const response = await run(browser, path, { 'columns[]': ['last_name', 'first_name'] });
    expect(response.headers['location']).toBe(`${path}#preview`);
    expect(dom(await browser.get(path))('.flash').text()).toContain('Check the preview again');
    expect(await contacts()).toEqual([]);
    await run(browser, path);
    expect(await contacts()).toMatchObject([{ first_name: 'Kos', last_name: 'Jan' }]);
  });

  test('runs once when it is sent twice', async () => {
    const path = await upload(browser, polish);
    const form = await previewForm(browser, path);
    const answers = await Promise.all([1, 2, 3].map(() => browser.post(`${path}run/`, form)));
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(Array(3).fill([303, path]));
    expect(await contacts()).toHaveLength(2);
    expect((await browser.post(path, form)).headers['location']).toBe(path);
    expect(countsIn(await browser.get(path))).toContain('2 people added');
  });

  test('of two files at the same time creates a company once', async () => {
    const paths = [await upload(browser, 'Imię;Firma\nJan;Dąb\n'), await upload(browser, 'Imię;Firma\nEwa;DĄB\n')];
    await Promise.all(paths.map((path) => run(browser, path)));
    expect(await contacts()).toHaveLength(2);
    expect(await sql('SELECT id FROM companies')).toHaveLength(1);
  });

  test('writes nothing when it fails, and goes on later', async () => {
    const path = await upload(browser, polish);
    await sql(`ALTER TABLE contacts ADD CONSTRAINT no_ewa CHECK (first_name <> 'Ewa')`);
    expect((await run(browser, path)).status).toBe(422);
    await sql('ALTER TABLE contacts DROP CONSTRAINT no_ewa');
    expect([await contacts(), await sql('SELECT id FROM companies')]).toEqual([[], []]);
    expect((await run(browser, path)).status).toBe(303);
    expect(await contacts()).toHaveLength(2);
  });

  test('in Polish', async () => {
    const ewa = await signedIn(app, await createUser(app, 'ewa', { locale: 'pl' }));
    const path = await upload(ewa, `${polish}Ida;;;;;;;\nOla;;;;;;;\nZoe;;;;;;;\n`);
    expect(countsIn(await ewa.get(path))).toBe('5 nowych osób, 1 nowa firma, 1 wiersz z błędem');
    await run(ewa, path);
    expect(countsIn(await ewa.get(path))).toBe('5 dodanych osób, 1 dodana firma, 1 odrzucony wiersz z błędem');
    expect((await ewa.get(`${path}problems/`)).text).toContain('"Wiersz";"Powód"');
  });
});

describe('duplicates', () => {
  const add = (data: object) => db.contact.create({ data: { user_id: alice.id, ...data } });
  const file =
    'Imię;Nazwisko;E-mail;Telefon;Stanowisko;Firma;Uwagi\n' +
    'Łukasz;Żółty;LUKASZ@dab.pl;;Szef;Dąb;Nowe\n' +
    'Ewa;Lis;ewa@nowa.pl;600100200;;;\n' +
    'Jan;Kos;;;;;\n' +
    'Adam;Nowy;;;;;\n';

  beforeEach(async () => {
    await add({ first_name: 'Łukasz', last_name: 'Żółty', email: 'lukasz@dab.pl', notes: 'Stare' });
    await add({ first_name: 'Ewa', last_name: 'Lis', phone: '+48 600 100 200' });
    await add({ first_name: 'jan', last_name: 'kos', email: 'kos@x.pl' });
  });

  test('are found by email, phone or, without both, name, and skipped', async () => {
    const path = await upload(browser, file);
    const page = await browser.get(path);
    expect(countsIn(page)).toBe('1 new person, 3 already in your contacts');
    expect(dom(page)('main').text()).toContain('same phone as Ewa Lis');
    await run(browser, path);
    expect(countsIn(await browser.get(path))).toBe('1 person added, 3 rows skipped, already in your contacts');
    expect(await contacts()).toMatchObject([
      { position: '' },
      { email: '' },
      { first_name: 'jan' },
      { first_name: 'Adam' },
    ]);
  });

  test.each([
    [{ email: 'Lukasz@DAB.pl' }, true],
    [{ email: 'lukasz@dab.com' }, false],
    [{ phone: '0048 600-100-200' }, true],
    [{ phone: '(600) 100200' }, true],
    [{ phone: '601 100 200' }, false],
    [{ phone: '100 200' }, false],
  ])('are the same for the contact form and the import: %j %s', async (fields, isDuplicate) => {
    const form = { first_name: 'Zyta', email: '', phone: '', ...fields };
    const page = await browser.get(await upload(browser, `Imię;E-mail;Telefon\n${Object.values(form).join(';')}\n`));
    expect(countsIn(page)).toContain(isDuplicate ? '0 new people, 1 already in your contacts' : '1 new person');
    expect((await browser.post('/contacts/create/', form)).status).toBe(isDuplicate ? 422 : 303);
  });

  test('have their empty fields filled in', async () => {
    const path = await importText(browser, file, { existing: 'fill' });
    expect(countsIn(await browser.get(path))).toBe(
      '1 person added, 1 company added, 2 contacts filled in, 1 row skipped, already in your contacts',
    );
    expect(await contacts()).toMatchObject([
      { email: 'lukasz@dab.pl', position: 'Szef', company: 'Dąb', notes: 'Stare' },
      { email: 'ewa@nowa.pl', phone: '+48 600 100 200' },
      { first_name: 'jan', email: 'kos@x.pl' },
      { first_name: 'Adam' },
    ]);
  });

  test('are added when the owner chooses so', async () => {
    await importText(browser, file, { existing: 'add' });
    expect(await contacts()).toHaveLength(7);
  });

  test('are not filled in from a row with quite another name', async () => {
    await importText(browser, 'Imię;Telefon;E-mail\nOla;600100200;ola@x.pl\n', { existing: 'fill' });
    expect((await contacts()).map(({ email }) => email)).toEqual(['lukasz@dab.pl', '', 'kos@x.pl']);
  });

  describe('who only may be the same', () => {
    const likely =
      'Imię;Nazwisko;E-mail;Firma;Stanowisko\n' +
      'Aleksandra;Wilk;ola@inny.pl;Klon;Szefowa\n' +
      'Ola;Wilk;ola@trzeci.pl;Lipa;\n' +
      'Iga;Nowa;iga@x.pl;Klon;\n';
    beforeEach(async () => {
      await browser.post('/contacts/create/', {
        first_name: 'Ola',
        last_name: 'Wilk',
        email: 'ola@klon.pl',
        company_name: 'Klon',
      });
    });
    const found = () => db.contact.findMany({ where: { last_name: 'Wilk' }, orderBy: { id: 'asc' } });

    test('are shown before, and are new unless the owner chooses otherwise', async () => {
      const page = await browser.get(await upload(browser, likely));
      expect(countsIn(page)).toBe('3 new people, 1 of them may already be there, 1 new company');
      const $ = dom(page);
      expect($('#likely-title').closest('section').find('li').text().replace(/\s+/g, ' ')).toBe(
        'Row 2 Aleksandra Wilk – may be the same as Ola Wilk, Klon',
      );
      expect(
        $('.import-outcome')
          .toArray()
          .map((cell) => $(cell).text()),
      ).toEqual(['may be there', 'new', 'new']);
      await importText(browser, likely);
      expect((await found()).map(({ email }) => email)).toEqual(['ola@klon.pl', 'ola@inny.pl', 'ola@trzeci.pl']);
    });

    test.each([
      ['skip', ['ola@klon.pl', 'ola@trzeci.pl'], { position: '', more_emails: [] }],
      ['fill', ['ola@klon.pl', 'ola@trzeci.pl'], { position: 'Szefowa', more_emails: [{ value: 'ola@inny.pl' }] }],
    ])('%s', async (choice, emails, fields) => {
      await importText(browser, likely, { likely: choice });
      const people = await found();
      expect(people.map(({ email }) => email)).toEqual(emails);
      expect(people[0]).toMatchObject(fields);
    });
  });

  test('of another user are not found', async () => {
    const bob = await signedIn(app, await createUser(app, 'bob'));
    expect(countsIn(await bob.get(await upload(bob, file)))).toMatch(/^4 new people/);
  });

  test('are found within a file, but colleagues with the same phone are not duplicates', async () => {
    const rows =
      'Imię;Nazwisko;E-mail;Telefon;Stanowisko\n' +
      'Ida;Wilk;ida@x.pl;;\n' +
      'Ida;Wilk;IDA@x.pl;;Szefowa\n' +
      'Ola;Mak;;22 555 66 77;\n' +
      'Iwo;Bąk;;22 555 66 77;\n' +
      'Ula;Sad;;;\n' +
      'ULA;SAD;;;\n';
    const page = await browser.get(await upload(browser, rows));
    expect(countsIn(page)).toBe('4 new people, 2 rows about someone in an earlier row');
    expect(dom(page)('main').text()).toContain('same email as row 2');
    await importText(browser, rows, { existing: 'fill' });
    expect((await namesIn()).slice(3)).toEqual(['Ida Wilk', 'Ola Mak', 'Iwo Bąk', 'Ula Sad']);
    expect((await contacts())[3]).toMatchObject({ position: 'Szefowa' });
  });
});

describe('an import of another user', () => {
  test('and an unknown one are 404', async () => {
    const path = await importText(browser, polish);
    const bob = await signedIn(app, await createUser(app, 'bob'));
    for (const address of [path, '/contacts/import/999999/', '/contacts/import/abc/', '/contacts/import/2147483648/']) {
      for (const act of ['', 'problems/', 'undo/']) expect((await bob.get(address + act)).status).toBe(404);
      for (const act of ['', 'run/', 'undo/']) expect((await bob.post(address + act)).status).toBe(404);
    }
    expect(await contacts()).toHaveLength(2);
  });

  test('is deleted with its user', async () => {
    await importText(browser, polish);
    await sql('DELETE FROM users WHERE id = $1', [alice.id]);
    expect(await imports()).toEqual([]);
  });
});
