import supertest from 'supertest';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { log } from '../../src/log/log.ts';
import { sendMorningMails } from '../../src/morningMail/sendMorningMails.service.ts';
import { unsubscribeToken, verifyUnsubscribeToken } from '../../src/morningMail/unsubscribeToken.ts';
import { createUser, dbOf, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { mailbox } from '../support/mailbox.ts';
import { useSignedIn } from '../support/signedIn.ts';

let now: Date;
beforeEach(async () => {
  now = new Date('2026-03-12T06:00:00Z');
  box.refuse(false);
  await box.take();
});
const box = await mailbox();
const environment = { SMTP_URL: box.url, MAIL_FROM: 'crm@example.com', PUBLIC_URL: 'https://crm.example.com' };
const account = { email: 'alice@example.com', time_zone: 'Europe/Warsaw' };
const { alice, app, browser, db } = await useSignedIn({ clock: () => now, environment }, account);

const source = { ...app.config, renderView: app.app.renderView };
const mail = app.config.mail as NonNullable<typeof app.config.mail>;
const sending = { database: app.database, source, mail, clock: () => now };
const at = async (instant: string) => {
  now = new Date(instant);
  await sendMorningMails(sending);
  return box.take();
};
const want = (hour: number | null, id = alice.id) =>
  sql('UPDATE profiles SET morning_mail_hour = $1 WHERE user_id = $2', [hour, id]);
const addTask = (due: string, title = 'Send the offer', contact_id: number | null = null) =>
  db.task.create({ data: { user_id: alice.id, title, due_date: new Date(due), contact_id } });
const addPerson = (first_name: string, person = {}) =>
  db.contact.create({ data: { user_id: alice.id, first_name, ...person } });

describe('the mail', () => {
  test('lists what the day brings, each with its address, as text and as HTML', async () => {
    await want(7);
    const jan = await addPerson('<b>Jan</b>\r\nBcc: x@example.com', { birthday: '1986-03-12', open_tasks: 0 });
    await addTask('2026-03-10', 'Send "offer" & <script>', jan.id);
    await addTask('2026-03-12', 'Żółć');
    await addPerson('Ola', { keep_in_touch_days: 7, created_at: new Date('2026-03-01T10:00:00Z') });
    const [mail, ...others] = await at('2026-03-12T06:01:00Z');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: ['alice@example.com'], from: 'crm@example.com' });
    expect(mail?.subject).toBe('Thu 12 Mar: 1 task late, 1 task for today, 1 birthday, 1 person to reach');
    for (const part of [mail?.text, mail?.html]) {
      for (const word of ['2 days late', 'Żółć', 'turns 40', 'every week', 'Ola']) expect(part).toContain(word);
      expect(part).toContain(`https://crm.example.com/contacts/${jan.id}/`);
      expect(part).toContain('https://crm.example.com/accounts/morning-mail/stop/');
    }
    expect(mail?.html).not.toMatch(/<script>|<b>Jan/);
    expect(mail?.headers).toMatch(
      /^list-unsubscribe: <https:\/\/crm\.example\.com\/accounts\/morning-mail\/stop\/[\w.-]+\/>$/im,
    );
    expect(mail?.headers).toMatch(/^list-unsubscribe-post: List-Unsubscribe=One-Click$/im);
    expect(mail?.headers).not.toMatch(/^bcc:/im);
  });

  test('is in the language of its reader, with at most five people and nobody twice', async () => {
    await want(7);
    await sql(`UPDATE profiles SET locale = 'pl'`);
    for (let n = 1; n < 8; n++) await addPerson(`Osoba${n}`, { keep_in_touch_days: n === 7 ? 3 : null });
    await addPerson('Osoba0', { birthday: '--03-12', keep_in_touch_days: 3 });
    await sql(`UPDATE contacts SET created_at = '2026-02-01T10:00:00Z'`);
    await sql('UPDATE touch_dates SET due_on = due_on - 300');
    const [mail] = await at('2026-03-12T06:01:00Z');
    expect(mail?.subject).toContain('5 osób czeka na kontakt');
    expect(mail?.text.match(/Osoba\d/g)).toEqual(['Osoba0', 'Osoba7', 'Osoba1', 'Osoba2', 'Osoba3', 'Osoba4']);
  });

  test('names those who wait longest, also where five of them have their birthday', async () => {
    await want(7);
    for (let n = 1; n <= 10; n++) await addPerson(`Silent${n}`, { birthday: n <= 5 ? '--03-12' : '' });
    for (let n = 1; n <= 2; n++) await addPerson(`New${n}`, { created_at: new Date('2026-02-01T10:00:00Z') });
    await sql(`UPDATE contacts SET last_contact_at = timestamptz '2026-01-01Z' + id * interval '1 minute'
      WHERE first_name LIKE 'Silent%'`);
    const [mail] = await at('2026-03-12T06:01:00Z');
    const people = mail?.text.slice(mail.text.indexOf('GET IN TOUCH'));
    expect(people?.match(/(Silent|New)\d+/g)).toEqual(['Silent6', 'Silent7', 'Silent8', 'Silent9', 'Silent10']);
  });

  test('does not come when there is nothing, also not later that day', async () => {
    await want(7);
    expect(await at('2026-03-12T06:01:00Z')).toEqual([]);
    await addTask('2026-03-12');
    expect(await at('2026-03-12T07:00:00Z')).toEqual([]);
  });
});

describe('comes', () => {
  beforeEach(async () => {
    await want(7);
    await addTask('2026-01-01');
  });

  test('once on a day of its reader, whatever the processes and machines', async () => {
    expect(await at('2026-03-12T05:59:00Z')).toEqual([]);
    now = new Date('2026-03-12T06:00:00Z');
    await Promise.all(Array.from({ length: 4 }, () => sendMorningMails(sending)));
    expect(await box.take()).toHaveLength(1);
    expect(await at('2026-03-12T09:00:00Z')).toEqual([]);
    expect(await at('2026-03-13T06:00:00Z')).toHaveLength(1);
    expect(await sql('SELECT sent_at IS NOT NULL AS sent FROM morning_mails')).toEqual([
      { sent: true },
      { sent: true },
    ]);
  });

  test('until noon after downtime, and not after', async () => {
    expect(await at('2026-03-12T11:00:00Z')).toEqual([]);
    expect(await at('2026-03-13T10:59:00Z')).toHaveLength(1);
  });

  test.each([
    ['Europe/Warsaw', 2, '2026-03-29', '2026-03-29T01:00:00Z'],
    ['Europe/Warsaw', 2, '2026-10-25', '2026-10-25T00:00:00Z'],
    ['America/New_York', 2, '2026-03-08', '2026-03-08T07:00:00Z'],
    ['America/New_York', 1, '2026-11-01', '2026-11-01T05:00:00Z'],
    ['Asia/Kathmandu', 7, '2026-03-29', '2026-03-29T01:15:00Z'],
    ['Pacific/Auckland', 2, '2026-04-05', '2026-04-04T13:00:00Z'],
    ['Pacific/Auckland', 2, '2026-09-27', '2026-09-26T14:00:00Z'],
  ])('in %s at %i once on %s', async (zone, hour, day, first) => {
    await sql('UPDATE profiles SET time_zone = $1, morning_mail_hour = $2', [zone, hour]);
    const start = Date.parse(first);
    const sent: string[] = [];
    for (let minute = -30; minute < 300; minute += 30) {
      const instant = new Date(start + minute * 60_000).toISOString();
      for (const _ of await at(instant)) sent.push(instant);
    }
    expect(sent.map((one) => Date.parse(one))).toEqual([start]);
    expect(await sql('SELECT day::text FROM morning_mails')).toEqual([{ day }]);
  });

  test('never to who is deactivated, has no confirmed address, or does not want it', async () => {
    await sql(`UPDATE users SET is_active = false`);
    expect(await at('2026-03-12T06:00:00Z')).toEqual([]);
    await sql(`UPDATE users SET is_active = true, email = ''`);
    await sql(
      `INSERT INTO email_changes (user_id, email, token_hash, created_at, expires_at)
       VALUES ($1, 'new@example.com', repeat('x', 43), now(), now() + interval '1 day')`,
      [alice.id],
    );
    expect(await at('2026-03-12T06:01:00Z')).toEqual([]);
    await sql(`UPDATE users SET email = 'alice@example.com'`);
    await want(null);
    expect(await at('2026-03-12T06:02:00Z')).toEqual([]);
  });

  test('again until noon while the server refuses it, and the log names nobody', async () => {
    const warn = vi.spyOn(log, 'warn').mockImplementation(() => {});
    box.refuse(true);
    expect(await at('2026-03-12T06:00:00Z')).toEqual([]);
    box.refuse(false);
    expect(await at('2026-03-12T06:05:00Z')).toEqual([]);
    expect(await at('2026-03-12T06:10:00Z')).toHaveLength(1);
    expect(await at('2026-03-12T06:30:00Z')).toEqual([]);
    expect(JSON.stringify(warn.mock.calls)).toContain('"retries":true');
    expect(JSON.stringify(warn.mock.calls)).not.toContain('example.com');
    warn.mockRestore();
  });

  test('also to those after one whose mail could not be made, who gets it later', async () => {
    const zoe = await createUser(app, 'zoe', { email: 'zoe@example.com' });
    await want(6, zoe.id);
    await sql(`UPDATE profiles SET time_zone = 'Europe/Warsaw'`);
    await dbOf(app, zoe).task.create({ data: { user_id: zoe.id, title: 'Call', due_date: new Date('2026-01-01') } });
    const error = vi.spyOn(log, 'error').mockImplementation(() => {});
    const renderView = vi.fn(source.renderView).mockImplementationOnce(() => {
      throw new Error('no view');
    });
    now = new Date('2026-03-12T06:00:00Z');
    await sendMorningMails({ ...sending, source: { ...source, renderView } });
    expect((await box.take()).map(({ to }) => to)).toEqual([['zoe@example.com']]);
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
    const profile = dom(await browser.get('/accounts/profile/'))('#morning-mail form').text();
    expect(profile).toContain('The morning mail couldn’t be made, 12 Mar 2026, 07:00.');
    expect((await at('2026-03-12T06:10:00Z')).map(({ to }) => to)).toEqual([['alice@example.com']]);
  });

  test('not twice when the process died after it took the day, and the log says so once', async () => {
    const warn = vi.spyOn(log, 'warn').mockImplementation(() => {});
    await sql(
      `INSERT INTO morning_mails (user_id, day, claimed_at) VALUES ($1, '2026-03-12', '2026-03-12T06:00:00Z')`,
      [alice.id],
    );
    expect(await at('2026-03-12T06:04:00Z')).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
    for (const minute of ['05', '30']) expect(await at(`2026-03-12T06:${minute}:00Z`)).toEqual([]);
    expect(warn.mock.calls).toEqual([
      [{ user: alice.id, day: '2026-03-12' }, expect.stringContaining('not sent again')],
    ]);
    warn.mockRestore();
    expect(await at('2026-03-13T06:30:00Z')).toHaveLength(1);
  });
});

describe('the setting', () => {
  const address = '/accounts/morning-mail/';
  const hours = () => sql('SELECT morning_mail_hour AS hour FROM profiles ORDER BY user_id');

  test('turns it on and off', async () => {
    const response = await browser.post(address, { hour: '7' });
    expect([response.status, response.headers['location']]).toEqual([303, '/accounts/profile/#morning-mail']);
    const $ = dom(await browser.get('/accounts/profile/'));
    expect([$('#f-morning-hour').val(), $('.flash').text()]).toEqual(['7', expect.stringContaining('at 7:00')]);
    for (const junk of ['', '12', '-1', 'x\0', "'; --"]) {
      await want(7);
      await browser.post(address, { hour: junk });
      expect(await hours()).toEqual([{ hour: null }]);
    }
  });

  test('shows what became of the last one', async () => {
    const warn = vi.spyOn(log, 'warn').mockImplementation(() => {});
    const lastOutcome = async () => dom(await browser.get('/accounts/profile/'))('#morning-mail form').text();
    expect(await lastOutcome()).not.toContain('Last');
    await want(7);
    await at('2026-03-12T06:00:00Z');
    expect(await lastOutcome()).toContain('There was nothing to send last time (12 Mar 2026, 07:00).');
    await addTask('2026-01-01');
    await at('2026-03-13T06:01:00Z');
    expect(await lastOutcome()).toContain('Last sent 13 Mar 2026, 07:01.');
    box.refuse(true);
    await at('2026-03-14T06:00:00Z');
    expect(await lastOutcome()).toContain('The mail server refused the last one (14 Mar 2026, 07:00).');
    box.refuse(false);
    box.breakOff();
    await at('2026-03-15T06:00:00Z');
    expect(await lastOutcome()).toContain('Sending the last one (15 Mar 2026, 07:00) was interrupted');
    expect(await at('2026-03-15T08:00:00Z')).toEqual([]);
    warn.mockRestore();
  });

  test('has a test, a few times an hour', async () => {
    await browser.post(`${address}test/`);
    const [mail] = await box.take();
    expect([mail?.subject, mail?.text]).toEqual([
      'Thu 12 Mar: nothing is waiting',
      expect.stringContaining('this one is a test'),
    ]);
    box.refuse(true);
    await browser.post(`${address}test/`);
    expect(dom(await browser.get('/accounts/profile/'))('.flash').text()).toContain('didn’t accept');
    for (let n = 0; n < 4; n++) await browser.post(`${address}test/`);
    expect(dom(await browser.get('/accounts/profile/'))('.flash').text()).toContain('Too many');
  });

  test('is not for nobody', async () => {
    const response = await new Visitor(app).post(address, { hour: '7' });
    expect(response.headers['location']).toContain('/accounts/login/');
    expect(await hours()).toEqual([{ hour: null }]);
  });
});

describe('the link that stops it', () => {
  const address = () => `/accounts/morning-mail/stop/${unsubscribeToken(app.config.secretKeys, alice.id)}/`;
  const hour = async () => (await sql('SELECT morning_mail_hour AS hour FROM profiles'))[0];
  beforeEach(() => want(7));

  test('is one click for a mail program, without cookies and without a redirect', async () => {
    const visitor = new Visitor(app);
    expect((await visitor.postRaw(address(), { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    expect(await hour()).toEqual({ hour: null });
  });

  test('is one click for a mail program that sends a form with parts, too', async () => {
    const answer = await supertest(app.app).post(address()).field('List-Unsubscribe', 'One-Click');
    expect([answer.status, await hour()]).toEqual([200, { hour: null }]);
  });

  test('shows people a page with a button', async () => {
    const visitor = new Visitor(app);
    const page = await visitor.get(address());
    // Proxies write down from which page styles and further pages are asked for.
    expect(page.headers).toMatchObject({ 'referrer-policy': 'strict-origin', 'cache-control': 'no-store' });
    expect(dom(page)('form[method=post] button').text()).toBe('Stop the mail');
    expect(await hour()).toEqual({ hour: 7 });
    expect((await visitor.post(address())).status).toBe(303);
    expect(await hour()).toEqual({ hour: null });
    expect(dom(await visitor.get(address()))('h1').text()).toBe('The morning mail is off');
  });

  test('stops nothing when it is made up, and needs the form’s token otherwise', async () => {
    const zoe = await createUser(app, 'zoe');
    const mine = unsubscribeToken(app.config.secretKeys, alice.id);
    const forged = [
      `${alice.id}.${'A'.repeat(43)}`,
      mine.replace(String(alice.id), String(zoe.id)),
      'x',
      `${alice.id}`,
      '0.',
      '%00',
    ];
    const visitor = await signedIn(app, zoe);
    for (const token of forged) {
      const path = `/accounts/morning-mail/stop/${token}/`;
      expect((await visitor.get(path)).status, token).toBe(404);
      expect((await visitor.postRaw(path, { 'List-Unsubscribe': 'One-Click' })).status, token).toBe(404);
      expect((await visitor.post(path)).status, token).toBe(404);
    }
    expect((await visitor.postRaw(address(), {})).status).toBe(403);
    expect(await sql('SELECT morning_mail_hour AS hour FROM profiles ORDER BY user_id')).toEqual([
      { hour: 7 },
      { hour: null },
    ]);
  });

  test('outlives a change of the secret key', () => {
    const token = unsubscribeToken(['old'], 12);
    expect([verifyUnsubscribeToken(['new', 'old'], token), verifyUnsubscribeToken(['new'], token)]).toEqual([
      12,
      undefined,
    ]);
  });
});
