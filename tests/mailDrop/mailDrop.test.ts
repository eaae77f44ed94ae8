// Emails that come to the private address of a user, read from a mailbox by IMAP.
import { expect, test, vi } from 'vitest';
import { log } from '../../src/log/log.ts';
import { newDropToken } from '../../src/mailDrop/dropAddress.ts';
import { readMailbox } from '../../src/mailDrop/readMailbox.service.ts';
import { readSource } from '../../src/mailReader/readSource.ts';
import { createUser, dom, signedIn, testApp } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { imapMailbox } from '../support/imapServer.ts';
import { eml } from '../support/mails.ts';
import { openRealMailbox, realMailboxUrl } from '../support/realMailbox.ts';
import { useSignedIn } from '../support/signedIn.ts';

const server = await imapMailbox();
const clock = () => new Date('2026-11-29T10:00:00Z');
const environment = { IMAP_URL: server.url, IMAP_ADDRESS: 'CRM@firma.pl' };
const { app, alice, browser, db } = await useSignedIn(
  { clock, environment },
  { email: 'anna@firma.pl', is_staff: true },
);

const read = (url = server.url) =>
  readMailbox({
    database: app.database,
    settings: { url, address: 'crm@firma.pl' },
    clock,
    isStopping: () => false,
    // Without a thread for each mail, which would take most of the time of these tests.
    read: readSource,
  });
const entries = () => sql('SELECT contact_id, content, direction FROM interactions ORDER BY id');
const waiting = () => sql('SELECT user_id, email, subject FROM waiting_mails ORDER BY id');
const jan = () =>
  db.contact.create({
    data: { user_id: alice.id, first_name: 'Jan', last_name: 'Kowalski', email: 'jan@example.com' },
  });

/** Turns the address on and begins to read the mailbox. */
async function address(): Promise<string> {
  await browser.post('/mail/drop/renew/');
  await sql(`DELETE FROM settings WHERE key LIKE 'mailbox.%'`);
  await read();
  return String(dom(await browser.get('/mail/drop/'))('#f-address').val());
}
let count = 0;
const deliver = (headers: Record<string, string>, text = 'Treść') =>
  server.deliver(eml({ 'Message-ID': `<drop-${++count}@example.com>`, ...headers }, text));

test('a blind copy of what was sent, and what was forwarded, are logged with their people', async () => {
  const to = await address();
  expect(to).toMatch(new RegExp(`^crm\\+${alice.id.toString(36)}-[a-z0-9]{20}@firma\\.pl$`));
  const { id } = await jan();
  deliver({ From: 'anna@firma.pl', To: 'jan@example.com', 'Delivered-To': to.toUpperCase() }, 'Oto oferta');
  const forwarded =
    'Od: Jan Kowalski <jan@example.com>\nWysłano: piątek, 27 listopada 2026 23:30\nDo: Anna\nTemat: Pytanie\n\nIle?';
  deliver({ From: 'anna@firma.pl', To: to, Subject: 'PD: Pytanie' }, forwarded);
  await read();
  expect(await entries()).toEqual([
    { contact_id: id, content: 'Oferta\n\nOto oferta', direction: 'sent' },
    { contact_id: id, content: 'Pytanie\n\nIle?', direction: 'received' },
  ]);
  await read();
  expect(await entries()).toHaveLength(2);
  expect(
    await sql(`SELECT DISTINCT a.cause FROM acts a JOIN changes c ON c.act_id = a.id WHERE c.kind = 'interactions'`),
  ).toEqual([{ cause: 'mail' }]);
});

test('who is unknown waits to be chosen, and the page of the address shows that something came', async () => {
  const to = await address();
  expect((await browser.get('/mail/drop/')).text).toContain('No email has been saved yet');
  deliver({ From: 'Ola <ola@example.com>', Bcc: to, Subject: 'Nowa' });
  await read();
  expect(await entries()).toEqual([]);
  expect(await waiting()).toEqual([{ user_id: alice.id, email: 'ola@example.com', subject: 'Nowa' }]);
  expect((await browser.get('/mail/')).text).toContain('1 email is waiting');
  expect((await browser.get('/mail/drop/')).text).toContain('The latest email came');
  await browser.post('/mail/drop/renew/');
  expect((await browser.get('/mail/drop/')).text).toContain('No email has been saved yet');
});

test('at most once: the same mail again, and a mailbox that is numbered anew', async () => {
  const to = await address();
  await jan();
  const same = { From: 'jan@example.com', 'X-Original-To': to, 'Message-ID': '<same@example.com>' };
  deliver(same);
  deliver(same);
  await Promise.all([read(), read()]);
  await read();
  expect(await entries()).toHaveLength(1);
  server.renumber(2);
  await read();
  await read();
  expect(await entries()).toHaveLength(1);
});

test('without the token, with a wrong, foreign or former one, nothing is downloaded', async () => {
  const to = await address();
  await jan();
  const bob = await createUser(app, 'bob');
  const token = to.replace(/.*-(.*)@.*/, '$1');
  const before = server.downloaded.length;
  const wrong = [
    'crm@firma.pl',
    `crm+${alice.id.toString(36)}-${newDropToken()}@firma.pl`,
    `crm+${bob.id.toString(36)}-${token}@firma.pl`,
    `crm+zzzzzz-${token}@firma.pl`,
    `x${to}`,
    `${to}.evil.com`,
  ];
  for (const one of wrong) deliver({ From: 'jan@example.com', To: one });
  await browser.post('/mail/drop/renew/');
  deliver({ From: 'jan@example.com', To: to });
  await read();
  const last = String(dom(await browser.get('/mail/drop/'))('#f-address').val());
  await browser.post('/mail/drop/stop/');
  deliver({ From: 'jan@example.com', To: last });
  await read();
  expect(server.downloaded).toHaveLength(before);
  expect([await entries(), await waiting()]).toEqual([[], []]);
});

test('wherever servers write the address, in whatever case', async () => {
  const to = await address();
  await jan();
  const delivered: Record<string, string>[] = [
    { 'X-Original-To': to.toUpperCase() },
    { 'Delivered-To': `<${to}>` },
    { 'Envelope-To': to },
    { Received: `from mx (mx [192.0.2.1])\r\n by imap.firma.pl with LMTP\r\n for <${to}>; Fri, 27 Nov 2026` },
    { To: `"A, B" <ola@example.com>,\r\n =?utf-8?Q?Jan_=C5=BBak?= <${to}>` },
    { Cc: to.replace('crm', 'CRM'), Bcc: to },
  ];
  for (const headers of delivered) deliver({ From: 'jan@example.com', To: 'anna@firma.pl', ...headers });
  await read();
  expect(await entries()).toHaveLength(delivered.length);
});

test('an address to which nobody delivered counts for nothing', async () => {
  const to = await address();
  await jan();
  const before = server.downloaded.length;
  const fields = ['From', 'Subject', 'Reply-To', 'Return-Path', 'X-Note', 'Message-ID', 'References'];
  for (const field of fields)
    deliver({ From: 'jan@example.com', To: 'crm@firma.pl', [field]: `<${to}>` }, `Write to ${to}`);
  await read();
  expect([await entries(), await waiting(), server.downloaded.length]).toEqual([[], [], before]);
});

test('what a stranger writes into headers stays on its line, unturned and unread as HTML', async () => {
  const to = await address();
  const nasty = '=?utf-8?Q?=3Cimg_src=3Dx=3E=E2=80=AEgpj=E2=81=A7=0D=0ABcc=3A_evil=00_=3D=3Futf-8=3FQ=3Fx=3F=3D?=';
  deliver({ From: `${nasty} <ola@example.com>`, To: to, Subject: nasty }, '<script>alert(1)</script>');
  await read();
  const [kept] = await sql<{ name: string; subject: string }>('SELECT name, subject FROM waiting_mails');
  for (const text of [kept?.name, kept?.subject]) {
    expect(text).toContain('img src=x>gpj Bcc: evil');
    expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  }
  const page = await browser.get('/mail/check/');
  expect(page.text).not.toMatch(/<img src=x|<script>alert/);
});

test('machines are not listened to, and what cannot be read is reported for a week', async () => {
  const to = await address();
  await jan();
  deliver({ From: 'jan@example.com', To: to, 'Auto-Submitted': 'auto-replied' });
  deliver({ From: 'MAILER-DAEMON@example.com', To: to });
  await read();
  expect([await entries(), await waiting()]).toEqual([[], []]);
  deliver({ From: 'jan@example.com', To: to, 'X-Long': 'x'.repeat(600_000) });
  await read();
  const page = (await browser.get('/mail/drop/')).text;
  expect(page).toContain('couldn’t be read');
  expect(page).not.toContain('No email has been saved yet');
  deliver({ From: 'jan@example.com', To: to });
  await read();
  expect(await entries()).toHaveLength(1);
  expect((await browser.get('/accounts/profile/')).text).toContain('couldn’t be read');
  await sql(`UPDATE mail_preferences SET drop_problem_at = '2026-11-22T10:00:00Z'`);
  expect((await browser.get('/mail/drop/')).text).not.toContain('couldn’t be read');
});

test('a mail that fails time and again is passed over, and its owner sees that', async () => {
  const to = await address();
  await jan();
  deliver({ From: 'jan@example.com', To: to });
  deliver({ From: 'jan@example.com', To: 'crm@firma.pl' });
  const error = vi.spyOn(log, 'error').mockImplementation(() => {});
  server.withhold(true);
  for (let at = 0; at < 3; at++) await read();
  server.withhold(false);
  error.mockRestore();
  expect((await browser.get('/mail/drop/')).text).toContain('couldn’t be read');
  await read();
  expect(await entries()).toEqual([]);
  deliver({ From: 'jan@example.com', To: to });
  await read();
  expect(await entries()).toHaveLength(1);
});

test('what another process reads is left to it, unless it has died', async () => {
  const to = await address();
  await jan();
  deliver({ From: 'jan@example.com', To: to });
  const claimed = (at: string) =>
    sql(
      `INSERT INTO settings (key, value) VALUES ('mailbox.claimed', $1)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [at],
    );
  await claimed('2026-11-29T09:55:01.000Z');
  await read();
  expect(await entries()).toEqual([]);
  await claimed('2026-11-29T09:55:00.000Z');
  await read();
  expect(await entries()).toHaveLength(1);
  expect(await sql(`SELECT value FROM settings WHERE key = 'mailbox.claimed'`)).toEqual([]);
});

test('the address is made at once, and replaced or turned off after a question', async () => {
  expect((await browser.post('/mail/drop/')).headers['location']).toBe('/mail/drop/');
  const page = await browser.get('/mail/drop/');
  expect(page.headers['cache-control']).toBe('no-store');
  const links = dom(page)('main form a');
  expect(links.toArray().map(({ attribs }) => attribs['href'])).toEqual(['/mail/drop/renew/', '/mail/drop/stop/']);
  for (const act of ['renew', 'stop']) {
    const question = dom(await browser.get(`/mail/drop/${act}/`))('main form');
    expect([question.attr('action'), question.attr('method')]).toEqual([`/mail/drop/${act}/`, 'post']);
  }
  await browser.post('/mail/drop/stop/');
  expect((await browser.get('/mail/drop/')).text).toContain('You don’t have a private address yet');
});

test('administrators see how reading goes', async () => {
  await address();
  expect((await browser.get('/admin/')).text).toContain('Mailbox for forwarded emails');
  await read(server.url.replace('secret', 'wrong'));
  expect((await browser.get('/admin/')).text).toMatch(/Couldn’t be read/);
  await read('imap://a:b@127.0.0.1:1/');
  expect((await browser.get('/admin/')).text).toMatch(/ECONNREFUSED/);
  await read();
  expect((await browser.get('/admin/')).text).not.toMatch(/Couldn’t be read/);
});

test('without IMAP_URL nothing of it shows', async () => {
  const visitor = await signedIn(await testApp({ clock }), alice);
  expect((await visitor.get('/mail/drop/')).status).toBe(404);
  for (const act of ['', 'renew/', 'end/']) expect((await visitor.post(`/mail/drop/${act}`)).status).toBe(404);
  for (const page of ['/mail/', '/accounts/profile/'])
    expect((await visitor.get(page)).text).not.toContain('/mail/drop/');
});

test.runIf(realMailboxUrl)(
  'on a real server new mails are logged and marked once, those of others left alone',
  async () => {
    const url = realMailboxUrl as string;
    const to = await address();
    await jan();
    const mailbox = await openRealMailbox(url);
    const put = (headers: Record<string, string>) => mailbox.deliver(eml({ From: 'jan@example.com', ...headers }));
    await mailbox.renew();
    await put({ Subject: 'Before', To: to });
    await read(url);
    await put({ Subject: '=?utf-8?Q?=C5=BB=C3=B3=C5=82w?=', 'Delivered-To': to.toUpperCase(), 'Message-ID': '<a@x>' });
    await put({ Subject: 'Of others', To: 'crm@firma.pl', 'Message-ID': '<b@x>', 'X-Note': to });
    await put({ Subject: 'Received', 'Message-ID': '<c@x>', Received: `by mx with LMTP\r\n\tfor <${to}>; Fri` });
    await Promise.all([read(url), read(url)]);
    await read(url);
    const contents = async () => (await entries()).map(({ content }) => content);
    expect(await contents()).toEqual(['Żółw\n\nTreść', 'Received\n\nTreść']);
    expect(await mailbox.seen()).toEqual(['Żółw', 'Received']);
    await mailbox.renew();
    await put({ Subject: 'Anew', To: to, 'Message-ID': '<d@x>' });
    await read(url);
    await put({ Subject: 'After', To: to, 'Message-ID': '<e@x>' });
    await read(url);
    expect((await contents()).slice(2)).toEqual(['After\n\nTreść']);
    await mailbox.end();
  },
);
