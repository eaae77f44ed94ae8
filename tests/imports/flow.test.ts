// Whole files, from the upload to the records and back.

import { readFileSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { runAct } from '../../src/history/runActs.service.ts';
import { importSteps } from '../../src/imports/run/importStep.service.ts';
import { startImport, stopImport } from '../../src/imports/run/startImport.service.ts';
import { dom } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { resumeJobs, runJobs } from '../support/jobs.ts';
import { dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { countsIn, importText, previewForm, run, upload } from './support.ts';

const { alice, app, browser, db } = await useSignedIn();
const timeout = 300_000;

const idOf = (path: string) => Number(/\d+/.exec(path)?.[0]);
const people = (columns: string) => sql(`SELECT ${columns} FROM contacts ORDER BY id`);
const count = async (table: string) => (await sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

/** A process that ends after so many steps. */
const dyingAfter = (steps: number) => {
  let left = steps;
  return () => left-- <= 0;
};

async function records() {
  const { imports: _, import_rows: __, profiles: ___, users: ____, ...rows } = await dumpOf(alice);
  return rows;
}

const caseFile = (name: string) => readFileSync(`tests/imports/cases/${name}.csv`);

/** Imports a file as its preview proposes. */
async function importFile(name: string) {
  const path = await upload(browser, caseFile(name), `${name}.csv`);
  expect((await run(browser, path)).status).toBe(303);
  return browser.get(path);
}

describe('a file of', () => {
  test('HubSpot with statuses we do not know has its people, and the words in the notes', async () => {
    await importFile('hubspot-lead-status');
    expect(await people('first_name, status, notes')).toEqual([
      { first_name: 'Ola', status: 'lead', notes: '' },
      { first_name: 'Ewa', status: 'customer', notes: 'Lead Status: IN_PROGRESS' },
    ]);
  });

  test('HubSpot links people to their company', async () => {
    await importFile('hubspot-associated-company');
    expect(await sql('SELECT name FROM companies')).toEqual([{ name: 'Firma X' }]);
    expect(await people('first_name, company_id IS NOT NULL AS linked')).toEqual([{ first_name: 'Ida', linked: true }]);
  });

  test('long notes keeps them whole', async () => {
    await importFile('long-cell');
    const [ola] = await people('length(notes) AS length');
    expect(ola?.['length']).toBeGreaterThan(12_000);
    expect(await count('contacts')).toBe(2);
  });

  test('companies without people creates the companies', async () => {
    await importFile('company-or-nickname-only');
    expect(await sql('SELECT name, email FROM companies')).toEqual([
      { name: 'Hurtownia Testowa', email: 'biuro@hurt.example' },
    ]);
    expect(await people('first_name, last_name, phone')).toMatchObject([
      { first_name: 'Hydraulik', phone: '601555203' },
      { first_name: 'sam' },
    ]);
  });

  test('second numbers finds the person by each of them', async () => {
    await importFile('second-phone');
    for (const word of ['601555100', '225550101', 'prywatny@kret.example']) {
      const found = dom(await browser.get(`/contacts/?search=${encodeURIComponent(word)}`));
      expect(found('main').text()).toContain('Kret');
    }
  });
});

describe('a workbook with two sheets', () => {
  const people = {
    name: 'Osoby',
    rows: [
      ['Imię', 'Telefon'],
      ['Ola', 601555100],
      ['', 601555101],
    ],
  };
  const companies = {
    name: 'Firmy',
    rows: [
      ['Nazwa', 'NIP'],
      ['Młyn', '5252344078'],
    ],
  };

  test('is imported sheet by sheet; its people are listed, and what stayed out is named', async () => {
    const file = Buffer.from(await writeXlsx({ sheets: [people, companies] }));
    const first = await upload(browser, file, 'baza.xlsx');
    await run(browser, first);
    const result = dom(await browser.get(first));
    expect(result('.import-list').text()).toContain('601555101');
    const list = String(result('.form-actions .btn-primary').attr('href'));
    await db.contact.create({ data: { user_id: alice.id, first_name: 'Inna' } });
    expect(dom(await browser.get(list))('main').text()).toMatch(/Ola/);
    expect(dom(await browser.get(list))('main').text()).not.toMatch(/Inna/);
    const next = await browser.post(`${first}sheet/`, { sheet: 'Firmy' });
    await run(browser, String(next.headers['location']));
    expect(await sql('SELECT name, tax_id FROM companies')).toEqual([{ name: 'Młyn', tax_id: '5252344078' }]);
  });

  test('shows another one when it is chosen in the preview', async () => {
    const path = await upload(browser, Buffer.from(await writeXlsx({ sheets: [people, companies] })), 'baza.xlsx');
    await browser.post(path, { ...(await previewForm(browser, path)), sheet: 'Firmy' });
    expect((await previewForm(browser, path))['columns[]']).toEqual(['company', 'company_tax_id']);
    expect((await browser.post(`${path}sheet/`, { sheet: 'Nie ma' })).status).toBe(303);
  });
});

/** As an office exports it: some companies stand in several rows, with further people. */
function companySheet(rows: number): string {
  const line = (n: number) => {
    const company = n % 400;
    const head = [`Firma ${company} sp. z o.o.`, nips[company], `ul. Leśna ${company}`, `${company % 7}0-001 Warszawa`];
    return [
      ...head,
      `Anna Kowalska-${word(n)}`,
      `600 ${String(100_000 + n).slice(0, 3)} ${String(100_000 + n).slice(3)}`,
      `Uwaga ${n}`,
    ];
  };
  const lines = Array.from({ length: rows }, (_, n) => line(n).join(';'));
  return ['Nazwa;NIP;Ulica;Miasto;Osoba kontaktowa;Telefon;Uwagi', ...lines].join('\r\n');
}

const word = (n: number) => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

const nips = Array.from({ length: 2_000 }, (_, n) => nipOf(100_000_000 + n)).filter((nip) => nip !== '');

function nipOf(nine: number): string {
  const sum = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((all, weight, at) => all + weight * Number(String(nine)[at]), 0);
  return sum % 11 === 10 ? '' : `${nine}${sum % 11}`;
}

describe('a Polish spreadsheet of 500 rows of companies', () => {
  test('needs no choice, loses nobody, has no company twice, and is undone to the byte', { timeout }, async () => {
    await db.company.create({ data: { user_id: alice.id, name: 'Firma 7', tax_id: nips[7] ?? '' } });
    const before = await records();
    const path = await upload(browser, companySheet(500));
    expect((await previewForm(browser, path))['columns[]']).not.toContain('skip');
    expect((await run(browser, path)).status).toBe(303);
    expect(countsIn(await browser.get(path))).toContain('500 people added');
    expect(await count('contacts')).toBe(500);
    expect(await count('companies')).toBe(400);
    expect(await sql('SELECT FROM contacts WHERE company_id IS NULL OR phone = $1', [''])).toEqual([]);
    await browser.post(`${path}undo/`);
    await runJobs(app);
    expect(await records()).toEqual(before);
  });
});

const plain = (rows: number) =>
  `Imię;Nazwisko;E-mail\n${Array.from({ length: rows }, (_, n) => `Jan;Kos-${word(n)};jan${n}@x.example`).join('\n')}\n`;

async function started(rows: number): Promise<{ path: string; act: number }> {
  const path = await upload(browser, plain(rows));
  return { path, act: (await startImport(db, idOf(path))) ?? 0 };
}

describe('an import in steps', () => {
  test('shows its progress, and goes on after its process died', { timeout }, async () => {
    const { path, act } = await started(700);
    await runAct(db, act, dyingAfter(1), importSteps);
    const page = dom(await browser.get(path));
    expect(page('main').attr('data-refresh')).toBe('2');
    expect(page('progress').attr()).toMatchObject({ value: '300', max: '700' });
    await resumeJobs(app);
    expect(countsIn(await browser.get(path))).toBe('700 people added');
    expect(await count('contacts')).toBe(700);
  });

  test('is carried out once by several processes', { timeout }, async () => {
    const { path, act } = await started(900);
    const resume = () => resumeJobs(app);
    await Promise.all([runAct(db, act, () => false, importSteps), resume(), resume()]);
    await resume();
    expect(countsIn(await browser.get(path))).toBe('900 people added');
    expect(await count('contacts')).toBe(900);
  });

  test('can be stopped, continued, stopped and undone', { timeout }, async () => {
    const before = await records();
    const { path, act } = await started(1_000);
    await runAct(db, act, dyingAfter(1), importSteps);
    await browser.post(`${path}stop/`);
    expect(dom(await browser.get(path))('main').text()).toContain('700 rows aren’t imported yet');
    await startImport(db, idOf(path));
    await runAct(db, act, dyingAfter(1), importSteps);
    await stopImport(db, idOf(path), new Date());
    expect(await count('contacts')).toBe(600);
    await browser.post(`${path}undo/`);
    await runJobs(app);
    expect(await records()).toEqual(before);
  });

  test('is left alone by its job while a request goes on with it', async () => {
    const { path, act } = await started(700);
    await runAct(db, act, dyingAfter(1), importSteps);
    await browser.post(`${path}stop/`);
    await startImport(db, idOf(path), { delaySeconds: 60 });
    await runJobs(app);
    expect(await count('contacts')).toBe(300);
    await runAct(db, act, () => false, importSteps);
    expect(await count('contacts')).toBe(700);
  });

  test('cannot be undone while it runs, nor continued while it is being undone', { timeout }, async () => {
    const { path, act } = await started(700);
    await browser.post(`${path}undo/`);
    expect(dom(await browser.get(path))('.flash').text()).toContain('still running');
    await runAct(db, act, dyingAfter(1), importSteps);
    await stopImport(db, idOf(path), new Date());
    const undoing = await sql<{ id: number }>(
      `INSERT INTO acts (user_id, cause, at, undoes, progress) VALUES ($1, 'undo', now(), $2, '{}') RETURNING id`,
      [alice.id, act],
    );
    expect(await startImport(db, idOf(path))).toBeUndefined();
    expect(await sql('SELECT state FROM imports')).toEqual([{ state: 'stopped' }]);
    await sql('UPDATE acts SET progress = NULL WHERE id = $1', [undoing[0]?.id]);
    expect(await startImport(db, idOf(path))).toBe(act);
  });

  test('says when nobody has begun it for five minutes', async () => {
    const { path, act } = await started(700);
    const wait = (minutes: number) =>
      sql(`UPDATE graphile_worker._private_jobs SET run_at = now() - $1 * interval '1 minute'`, [minutes]);
    const warned = async (page: string) => dom(await browser.get(page))('.act-progress .form-notice').length;
    await wait(4);
    expect([await warned(path), await warned(`/activity/${act}/`)]).toEqual([0, 0]);
    await wait(6);
    expect([await warned(path), await warned(`/activity/${act}/`)]).toEqual([1, 1]);
  });

  test('ends with the deletion of its account', async () => {
    const { act } = await started(700);
    await runAct(db, act, dyingAfter(1), importSteps);
    await sql('DELETE FROM users WHERE id = $1', [alice.id]);
    await runAct(db, act, () => false, importSteps);
    expect(await count('contacts')).toBe(0);
  });

  test('does not add a person of another import at the same time', { timeout }, async () => {
    const acts = [await started(700), await started(700)];
    await Promise.all(acts.map(({ act }) => runAct(db, act, () => false, importSteps)));
    expect(await count('contacts')).toBe(700);
  });
});

describe('rows of one person', () => {
  test('are joined, also over steps', { timeout }, async () => {
    const rows = `${plain(400)}Jan;Kos-a;jan0@x.example\nJan;Kos-b;jan1@x.example\n`.replace(/E-mail/, 'E-mail');
    const path = await importText(browser, rows);
    expect(countsIn(await browser.get(path))).toBe('400 people added, 2 rows joined to people of earlier rows');
  });

  test('keep every number, and what differs in the notes', async () => {
    await importText(
      browser,
      'Imię;Nazwisko;E-mail;Telefon;Stanowisko\nEwa;Lis;ewa@x.example;601 555 100;Szefowa\nEwa;Lis;ewa@x.example;22 555 01 01;Prezeska\n',
    );
    expect(await people('phone, more_phones, position, notes')).toEqual([
      {
        phone: '601 555 100',
        more_phones: [{ label: 'other', value: '22 555 01 01' }],
        position: 'Szefowa',
        notes: 'Stanowisko: Prezeska',
      },
    ]);
  });
});

describe('people who are there', () => {
  const file = 'Imię;Nazwisko;E-mail;Telefon;Stanowisko;Firma\nEwa;Lis;ewa@x.example;22 555 01 01;Prezeska;Dąb\n';
  const before = {
    first_name: 'Ewa',
    last_name: 'Lis',
    email: 'ewa@x.example',
    phone: '601 555 100',
    position: 'Szefowa',
  };

  test('are updated from the file, keep their numbers, and are as before after the undo', async () => {
    await db.contact.create({ data: { user_id: alice.id, ...before } });
    const dump = await records();
    const path = await importText(browser, file, { existing: 'update' });
    expect(countsIn(await browser.get(path))).toBe('0 people added, 1 company added, 1 contact updated');
    expect(await people('phone, more_phones, position, company_id IS NOT NULL AS linked')).toEqual([
      {
        phone: '22 555 01 01',
        more_phones: [{ label: 'other', value: '601 555 100' }],
        position: 'Prezeska',
        linked: true,
      },
    ]);
    await browser.post(`${path}undo/`);
    expect(await records()).toEqual(dump);
  });

  test('are counted for each choice', async () => {
    await db.contact.create({ data: { user_id: alice.id, ...before } });
    const page = dom(await browser.get(await upload(browser, `${file}Ola;Kos;;;;\n`)));
    const choices = page('.import-existing label')
      .toArray()
      .map((label) => page(label).text().replace(/\s+/g, ' ').trim());
    expect(choices).toEqual([
      'Leave your contacts as they are',
      expect.stringContaining('(1 row)'),
      'Update your contacts from the file (1 row)',
      'Add them again as new people (1 row)',
    ]);
  });
});

describe('what is unclear', () => {
  const file = 'Imię;Status;Urodziny\nJan;Kosmita;05/07/1985\nEwa;kosmita;\n';

  test('is settled once for all rows', async () => {
    const path = await upload(browser, file);
    const page = dom(await browser.get(path));
    expect(page('[name="means[]"]')).toHaveLength(1);
    expect(page('#settle-title').closest('section').text()).toMatch(/Kosmita[\s\S]+05\/07\/1985/);
    expect((await run(browser, path, { 'means[]': ['prospect'], dateOrder: 'mdy' })).status).toBe(303);
    expect(await people('first_name, status, birthday')).toEqual([
      { first_name: 'Jan', status: 'prospect', birthday: '1985-05-07' },
      { first_name: 'Ewa', status: 'prospect', birthday: '' },
    ]);
  });

  test('takes the status of the file, and stays in the notes', async () => {
    await importText(browser, file, { status: 'customer', tags: 'targi' });
    const notes = expect.stringContaining('Status: ');
    expect(await people('status, birthday, notes, cardinality(tag_ids) AS tags')).toMatchObject([
      { status: 'customer', birthday: '', notes: expect.stringContaining('05/07/1985'), tags: 1 },
      { status: 'customer', notes, tags: 1 },
    ]);
  });
});

describe('a mapping', () => {
  const file = (order: string, row: string) => `${order}\n${row}\n`;

  test('is remembered for the next file with the same headings in any order, and can be set afresh', async () => {
    const first = await upload(browser, file('Kto;Rozmiar;E-mail', 'Jan Kos;42;jan@x.example'));
    const form = { ...(await previewForm(browser, first)), 'columns[]': ['full_name', 'notes', 'email'] };
    await browser.post(first, form);
    await run(browser, first);
    const next = await upload(browser, file('e-mail;kto;rozmiar', 'ewa@x.example;Ewa Lis;38'));
    expect((await previewForm(browser, next))['columns[]']).toEqual(['email', 'full_name', 'notes']);
    expect(dom(await browser.get(next))('.import-like').text()).toContain('people.csv');
    await browser.post(next, { fresh: '1' });
    expect(dom(await browser.get(next))('.import-like')).toHaveLength(0);
    expect((await previewForm(browser, next))['columns[]']).not.toEqual(['email', 'full_name', 'notes']);
  });
});

describe.runIf(exhaustive)('a large file', () => {
  test('of 5,000 rows comes in whole', { timeout }, async () => {
    const { path, act } = await started(5_000);
    await runAct(db, act, () => false, importSteps);
    expect(countsIn(await browser.get(path))).toBe('5,000 people added');
  });

  test('of 50,000 rows shows how far its preview is, and then the preview', { timeout }, async () => {
    const path = await upload(browser, plain(50_000));
    expect(dom(await browser.get(path))('main').attr('data-refresh')).toBe('1');
    await runJobs(app);
    expect(countsIn(await browser.get(path))).toBe('50,000 new people');
  });
});
