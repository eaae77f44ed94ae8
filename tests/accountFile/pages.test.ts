// Your data: the way of a file through the pages, and who may not go it.
import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { runJobs } from '../support/jobs.ts';
import { createEachKind, fullDumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { recordsOf } from './files.ts';

vi.setConfig({ testTimeout: 60_000 });

const { app, alice, browser } = await useSignedIn();
const data = '/accounts/data/';
const heldBy = async (user: typeof alice) =>
  Object.entries(await recordsOf(user)).map(([table, rows]) => [table, rows.length]);
const download = async (visitor = browser) => (await visitor.download(`${data}download/`)).body as Buffer;

test('a file is offered, made, chosen, checked, loaded and undone', async () => {
  await createEachKind(app, alice);
  expect(dom(await browser.get('/accounts/profile/'))(`#data a[href="${data}"]`)).toHaveLength(1);
  const $ = dom(await browser.get(data));
  expect($('.import-counts').text()).toContain('1 contact');
  expect($(`a[download][href="${data}download/"]`)).toHaveLength(1);
  expect((await browser.get('/accounts/export/')).headers['location']).toBe(`${data}download/`);
  const response = await browser.download(`${data}download/`);
  expect(response.headers['content-disposition']).toMatch(
    /^attachment; filename="?mini-crm-alice-\d{4}-\d\d-\d\d\.zip/,
  );

  const bob = await createUser(app, 'bob');
  await createEachKind(app, bob, { last_name: 'Other', email: 'other@example.com' });
  const before = await heldBy(bob);
  const visitor = await signedIn(app, bob);
  const sent = await visitor.postFile(data, response.body, 'C:\\Users\\me\\my account.zip');
  expect(sent.status).toBe(303);
  const page = sent.headers['location'] ?? '';
  await runJobs(app);
  const preview = dom(await visitor.get(page));
  expect(preview('h1').text()).toBe('Check before loading');
  expect(preview('main').text()).toContain('From the account alice');
  expect(preview('tbody tr').first().text().replace(/\s+/g, ' ').trim()).toBe('Contacts 1 1');
  expect(await heldBy(bob)).toEqual(before);

  expect((await visitor.post(`${page}run/`)).headers['location']).toBe(page);
  await visitor.post(`${page}run/`);
  await runJobs(app);
  const result = dom(await visitor.get(page));
  expect(result('h1').text()).toBe('Loaded');
  expect(result('h2').first().text()).toBe('Everything in the file is here.');
  expect(result('tbody tr').first().text().replace(/\s+/g, ' ').trim()).toBe('Contacts 1 1 2');
  expect(dom(await visitor.get(data))('.import-history').text()).toContain('my account.zip');

  const undo = result('form[action$="/undo/"]').attr('action') ?? '';
  expect((await visitor.post(undo, { back: page })).headers['location']).toBe(page);
  expect(await heldBy(bob)).toEqual(before);
  expect(dom(await visitor.get(page))('main').text()).toContain('The loading was undone.');
});

describe('what cannot be loaded is told on the page:', () => {
  test('no file, an empty one, and what is no file of an account', async () => {
    for (const answer of [await browser.post(data), await browser.postFile(data, Buffer.alloc(0), 'x.zip')]) {
      expect(answer.status).toBe(422);
      expect(dom(answer)('#f-file-error').text()).toContain('Choose a file first.');
    }
    const sent = await browser.postFile(data, Buffer.from('x'), 'x.zip');
    await runJobs(app);
    const $ = dom(await browser.get(sent.headers['location'] ?? ''));
    expect($('[role=alert]').text()).toContain('This isn’t a ZIP file');
  });

  test('a file for which there is no place in the database, and it does not stay on the disk', async () => {
    const size = 54_321;
    await sql('ALTER TABLE account_loads RENAME TO away');
    const sent = await browser
      .postFile(data, Buffer.alloc(size), 'x.zip')
      .finally(() => sql('ALTER TABLE away RENAME TO account_loads'));
    expect(sent.status).toBe(500);
    const uploads = readdirSync(tmpdir()).filter((name) => /^mini-crm-\d+-[\da-f-]{36}$/.test(name));
    const sizes = uploads.map((name) => statSync(join(tmpdir(), name), { throwIfNoEntry: false })?.size);
    expect(sizes).not.toContain(size);
  });

  test('one that waited for more than a day', async () => {
    const insert = `INSERT INTO account_loads (user_id, name, state, created_at, touched_at)
      VALUES ($1, $2, 'ready', now() - $3::interval, now())`;
    await sql(insert, [alice.id, 'old.zip', '25 hours']);
    await sql(insert, [alice.id, 'young.zip', '23 hours']);
    const list = dom(await browser.get(data))('.import-history').text();
    expect([list.includes('young.zip'), list.includes('old.zip')]).toEqual([true, false]);
  });

  test('reading that ended with the process', async () => {
    await sql(
      `INSERT INTO account_loads (user_id, name, created_at, touched_at)
       VALUES ($1, 'x.zip', now() - interval '5 minutes', now() - interval '2 minutes')`,
      [alice.id],
    );
    const [{ id } = { id: 0 }] = await sql<{ id: number }>('SELECT id FROM account_loads');
    expect(dom(await browser.get(`${data}${id}/`))('[role=alert]').text()).toContain('Choose it once more.');
  });
});

test('a file that waits is forgotten when it is not wanted, or another one is chosen', async () => {
  const file = await download();
  const pages = [];
  for (let i = 0; i < 2; i++) {
    pages.push((await browser.postFile(data, file, 'x.zip')).headers['location'] ?? '');
    await runJobs(app);
  }
  const [old = '', last = ''] = pages;
  expect((await browser.get(old)).status).toBe(404);
  expect((await browser.post(`${last}discard/`)).headers['location']).toBe(data);
  expect((await browser.get(last)).status).toBe(404);
  expect(await sql('SELECT id FROM account_loads')).toEqual([]);
});

test('of a file that is sent three times at once, one is checked and nothing is left over', async () => {
  await createEachKind(app, alice);
  const file = await download();
  const sent = await Promise.all([1, 2, 3].map(() => browser.postFile(data, file, 'x.zip')));
  expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
  await runJobs(app);
  expect(await sql('SELECT state FROM account_loads')).toEqual([{ state: 'ready' }]);
});

test('a stranger and nobody get nothing, and nothing happens without a token', async () => {
  await createEachKind(app, alice);
  const page = (await browser.postFile(data, await download(), 'x.zip')).headers['location'] ?? '';
  await runJobs(app);
  const before = await fullDumpOf(alice);
  const mallory = await signedIn(app, await createUser(app, 'mallory'));
  const nobody = new Visitor(app);
  for (const path of ['', 'run/', 'stop/', 'discard/']) {
    const ask = (visitor: Visitor, to: string) => (path === '' ? visitor.get(to) : visitor.post(to));
    expect((await ask(mallory, page + path)).status, path).toBe(404);
    expect((await ask(browser, `${data}junk/${path}`)).status, path).toBe(404);
    expect((await ask(nobody, page + path)).headers['location'], path).toMatch(/^\/accounts\/login\//);
  }
  expect((await nobody.postFile(data, Buffer.from('x'), 'x.zip')).headers['location']).toMatch(/^\/accounts\/login\//);
  expect((await browser.postRaw(`${page}run/`, {})).status).toBe(403);
  expect(await fullDumpOf(alice)).toEqual(before);
});
