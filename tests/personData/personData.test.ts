// What the law grants a person: all that is stored about them in a file, and to be forgotten.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { deleteRecord } from '../../src/history/deleteRecord.service.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { momentIn } from '../../src/i18n/dates.ts';
import { mergeRecords } from '../../src/merge/merge.service.ts';
import { unmerge } from '../../src/merge/unmerge.service.ts';
import { readZip } from '../backup/zip.ts';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createEachKind, createPlenty, dumpOf, fullDumpOf, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, browser, db } = await useSignedIn();
const secret = 'Zebrafinkenzüchter';
let ids: LinkedIds;
let page: string;
let erase: string;
beforeEach(async () => {
  ids = await createEachKind(app, alice, {
    last_name: secret,
    content: `${secret} pytał o stół`,
    title: `Dla ${secret}`,
  });
  page = `/contacts/${ids.contact}/data/`;
  erase = `/contacts/${ids.contact}/erase/`;
});

const everything = async () => JSON.stringify(await fullDumpOf(alice));

/** An email of which nobody knows whether it went out. */
const markUnsure = (contact: number) =>
  sql(
    `INSERT INTO sent_mails (user_id, form_hash, contact_id, subject, body, created_at)
     VALUES ($1, repeat('x', 43), $2, 'Zgubiony', $3, now())`,
    [alice.id, contact, `Dla ${secret}`],
  );

describe('the file', () => {
  test('holds the contact, entries, tasks and changes, to read and as JSON', async () => {
    await browser.post(`/contacts/${ids.contact}/edit/`, {
      first_name: 'Jan',
      last_name: secret,
      phone: '600 700 800',
    });
    await markUnsure(ids.contact);
    const response = await browser.download(`${page}download/`);
    expect(response.headers['content-disposition']).toMatch(
      /^attachment; filename="jan-zebrafinkenzuchter-data-[\d-]{10}\.zip"; filename\*=UTF-8''Jan-Zebrafinkenz%C3%BCchter-data-[\d-]{10}\.zip$/,
    );
    const file = join(tmpdir(), `mini-crm-person-${process.pid}.zip`);
    writeFileSync(file, response.body);
    const files = await readZip(file);
    const [html = '', text = ''] = files.values();
    expect([...files.keys()].join()).toMatch(/^Jan-\S+\.html,Jan-\S+\.json$/);
    for (const held of [
      secret,
      `${secret} pytał o stół`,
      `Dla ${secret}`,
      '600 700 800',
      'Hurt',
      'Stolarnia Dąb',
      'Zgubiony',
    ])
      expect(html).toContain(held);
    const json = JSON.parse(text);
    expect(json.records.map(({ kind }: { kind: string }) => kind)).toEqual(['contacts', 'interactions', 'tasks']);
    expect(json.records[0].fields).toMatchObject({ last_name: secret, phone: '600 700 800' });
    expect(json.changes).toContainEqual(expect.objectContaining({ field: 'phone', new: '600 700 800' }));
  });

  test('escapes what was typed', async () => {
    const nasty = await createEachKind(app, alice, { last_name: '<script>alert(1)</script>', content: '<img src=x>' });
    const response = await browser.download(`/contacts/${nasty.contact}/data/download/`);
    const file = join(tmpdir(), `mini-crm-person-${process.pid}.zip`);
    writeFileSync(file, response.body);
    const [html] = (await readZip(file)).values();
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/<script|<img/);
  });
});

describe('erasing', () => {
  test('leaves nothing of the person but a number', async () => {
    const other = await createPlenty(app, alice);
    await browser.post(`/contacts/${ids.contact}/edit/`, { first_name: secret, last_name: secret });
    await deleteRecord(db, { kind: 'interactions', id: ids.interaction });
    await markUnsure(ids.contact);
    expect(await everything()).toContain(secret);
    const $ = dom(await browser.get(erase));
    for (const held of ['1 task', '1 email not yet in the history']) expect($('.confirm').text()).toContain(held);

    const response = await browser.post(erase, { name: `${secret.toLowerCase()}  ${secret}` });
    expect([response.status, response.headers['location']]).toEqual([303, '/contacts/']);
    expect(await everything()).not.toContain(secret);
    expect(await sql(`SELECT FROM import_rows WHERE cells ->> 2 = 'nobody'`)).not.toEqual([]);
    expect(await sql('SELECT user_id FROM erasures')).toEqual([{ user_id: alice.id }]);
    expect((await browser.get(`/contacts/${ids.contact}/`)).status).toBe(404);
    expect(await db.contact.count({ where: { id: other.contact } })).toBe(1);
    expect(dom(await browser.get('/accounts/profile/'))('#data').text()).toContain('1 person was erased for good');
  });

  test('takes along who was merged into the person, but nobody who was merged and taken apart again', async () => {
    const [merged, apart] = await Promise.all(
      ['Kolibriwärter', 'Storchenzähler'].map(async (last_name) => {
        const { id } = await db.contact.create({ data: { user_id: alice.id, last_name } });
        await db.interaction.create({ data: { user_id: alice.id, contact_id: id, content: `${last_name} pisał` } });
        return id;
      }),
    );
    const now = new Date();
    await mergeRecords(db, 'contacts', { kept: ids.contact, gone: [merged as number], choices: {} }, now);
    const act = await mergeRecords(db, 'contacts', { kept: ids.contact, gone: [apart as number], choices: {} }, now);
    await unmerge(db, { kind: 'contacts', kept: ids.contact, act, choices: [] }, momentIn('Europe/Warsaw', now));
    await deleteRecord(db, { kind: 'contacts', id: apart as number });

    await browser.post(erase, { name: `Jan ${secret}` });
    const left = await everything();
    expect(left).not.toContain('Kolibriwärter');
    expect(left).toContain('Storchenzähler pisał');
  });

  test.each([
    ['an email', ['Ktoś', 'zebra@x.example'], { email: 'Zebra@x.example' }],
    ['a phone', ['Ktoś', 'tel. 600-700-800'], { more_phones: [{ label: 'work', value: '+48 600 700 800' }] }],
    ['both names', [`${secret.toUpperCase()} JAN`, ''], {}],
  ])('takes rows of imports along that have %s of theirs', async (_mark, cells, data) => {
    await sql(`UPDATE import_rows SET outcome = 'rejected', cells = $1 WHERE number = 2`, [JSON.stringify(cells)]);
    await sql(`UPDATE imports SET file = 'bytes', preview = '{}'`);
    await db.contact.update({ where: db.key(ids.contact), data });
    await browser.post(erase, { name: `Jan ${secret}` });
    expect(await sql('SELECT cells FROM import_rows')).toEqual([{ cells: [] }]);
    expect(await sql('SELECT file, preview, rows FROM imports')).toEqual([
      { file: Buffer.alloc(0), preview: null, rows: expect.any(Number) },
    ]);
  });

  test('takes along what stands below the table of an import, if it names them', async () => {
    const footers = (texts: string[]) => sql('UPDATE imports SET details = $1', [JSON.stringify({ footers: texts })]);
    await footers([`Sporządził: Jan ${secret}`]);
    await browser.post(erase, { name: `Jan ${secret}` });
    expect(await sql('SELECT details FROM imports')).toEqual([{ details: {} }]);
  });

  test('takes files of accounts along that wait, and says so before', async () => {
    const insert = `INSERT INTO account_loads (user_id, name, state, created_at, touched_at, done_at)
      VALUES ($1, 'x', $2, now(), now(), now()) RETURNING id`;
    await sql('DELETE FROM account_loads');
    expect(dom(await browser.get(erase))('form.confirm').text()).not.toContain('account file');
    for (const state of ['ready', 'done']) {
      const [load] = await sql<{ id: number }>(insert, [alice.id, state]);
      await sql(
        `INSERT INTO account_load_rows (user_id, load_id, kind, record_id, record) VALUES ($1, $2, 'contacts', 1, '{}')`,
        [alice.id, load?.id],
      );
    }
    expect(dom(await browser.get(erase))('form.confirm').text()).toContain('The account file that you uploaded');
    await browser.post(erase, { name: `Jan ${secret}` });
    expect(await sql('SELECT state FROM account_loads')).toEqual([{ state: 'done' }]);
    expect(await sql('SELECT record FROM account_load_rows')).toEqual([{ record: null }]);
  });

  test('leaves the rest of an act that changed several people', async () => {
    const act = await db.transaction(async (tx) => {
      await tx.contact.updateMany({ data: { source: 'Fair' } });
      const { id } = await tx.contact.create({ data: { user_id: alice.id, first_name: 'Ola' } });
      return { act: await tx.act(), id };
    });
    await browser.post(erase, { name: `Jan ${secret}` });
    expect(await undoAct(db, act.act, { at: new Date() })).toMatchObject({ state: 'done' });
    expect(await db.contact.count()).toBe(0);
  });

  test('asks for the name', async () => {
    const before = await dumpOf(alice);
    for (const name of [
      '',
      'Jan',
      "'; DROP TABLE contacts; --",
      'x'.repeat(5_000),
      ['Jan', secret] as unknown as string,
    ]) {
      const response = await browser.post(erase, { name });
      expect(response.status).toBe(422);
      expect(dom(response)('.error-summary-title').text()).toBe('Nothing was erased.');
    }
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('is nobody’s and no stranger’s', async () => {
    const before = await dumpOf(alice);
    const stranger = await signedIn(app, await createUser(app, 'bob'));
    for (const path of [page, `${page}download/`, erase]) expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.post(erase, { name: `Jan ${secret}` })).status).toBe(404);
    expect((await new Visitor(app).get(page)).headers['location']).toMatch(/^\/accounts\/login\//);
    expect((await browser.get('/contacts/0/erase/')).status).toBe(404);
    expect(await dumpOf(alice)).toEqual(before);
  });
});
