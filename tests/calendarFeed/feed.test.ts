import ICAL from 'ical.js';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { log } from '../../src/log/log.ts';
import { createTask } from '../../src/tasks/tasks.service.ts';
import { createUser, dom, signedIn, testApp, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

const now = new Date('2026-11-29T10:00:00Z');
const { app, alice, browser, db } = await useSignedIn({ clock: () => now }, { locale: 'pl' });
const user_id = alice.id;

let person: number;
let task: number;
let meeting: number;

beforeEach(async () => {
  ({ id: person } = await db.contact.create({ data: { user_id, first_name: 'Łucja', birthday: '1988-02-29' } }));
  const described = { title: 'Zadzwonić', description: 'Tajne', due_date: '2026-12-01', contact_id: person };
  ({ id: task } = await createTask(db, described));
  const met = { user_id, contact_id: person, content: 'Tajne', interaction_type: 'meeting', occurred_at: now } as const;
  ({ id: meeting } = await db.interaction.create({ data: met }));
});

const everything = { tasks: 'on', meetings: 'on', birthdays: 'on' };
const make = (contents: Record<string, string> = everything) => browser.post('/calendar/feed/', contents);
const addressOf = async () => {
  const address = dom(await browser.get('/calendar/feed/'))('#f-address').val();
  return new URL(String(address)).pathname;
};
const nobody = new Visitor(app);
const eventsOf = (text: string) => {
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  return events.map((event) => new ICAL.Event(event).summary).sort();
};

describe('the feed', () => {
  test('has what was chosen, without signing in and without cookies', async () => {
    expect((await make()).headers['location']).toBe('/calendar/feed/');
    expect((await browser.get('/calendar/feed/')).text).toContain('Adres gotowy. Skopiuj go poniżej.');
    await make();
    expect((await browser.get('/calendar/feed/')).text).toContain('Zapisano. Inne programy');
    const response = await nobody.get(await addressOf());
    expect(response.status).toBe(200);
    expect(eventsOf(response.text)).toEqual(['Spotkanie: Łucja', 'Urodziny: Łucja', 'Zadzwonić – Łucja']);
    expect(response.text).not.toContain('Tajne');
    expect(response.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
    });
    expect(response.headers['set-cookie']).toBeUndefined();

    await make({ birthdays: 'on', details: 'on' });
    expect(eventsOf((await nobody.get(await addressOf())).text)).toEqual(['Urodziny: Łucja']);
    await make({ tasks: 'on', details: 'on' });
    expect((await nobody.get(await addressOf())).text).toContain('DESCRIPTION:Tajne');
  });

  test('of the examples has each open task with a date, each meeting and birthday, as another library reads it', async () => {
    await browser.post('/sample/fill/');
    await make();
    const { text } = await nobody.get(await addressOf());
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const expected = await sql<{ title: string; day: string }>(
      `SELECT t.title || coalesce(' – ' || btrim(c.first_name || ' ' || c.last_name), '') AS title,
         (t.due_date + coalesce(t.due_time, '00:00'))::text AS day
       FROM tasks t LEFT JOIN contacts c ON c.user_id = t.user_id AND c.id = t.contact_id
       WHERE t.status <> 'done' AND t.due_date >= '2026-08-31'
       UNION ALL
       SELECT 'Spotkanie: ' || btrim(c.first_name || ' ' || c.last_name), (i.occurred_at AT TIME ZONE 'Europe/Warsaw')::timestamp(0)::text
       FROM interactions i JOIN contacts c ON c.user_id = i.user_id AND c.id = i.contact_id
       WHERE i.interaction_type = 'meeting' AND i.occurred_at >= '2026-08-30T22:00:00Z'
       UNION ALL
       SELECT 'Urodziny: ' || btrim(first_name || ' ' || last_name),
         '2000-' || right(birthday, 5) || ' 00:00:00'
       FROM contacts WHERE birthday <> '' AND right(birthday, 5) <> '02-29'`,
    );
    const warsaw = (time: ICAL.Time) =>
      time.isDate
        ? `${time.toString()} 00:00:00`
        : time.toJSDate().toLocaleString('sv-SE', { timeZone: 'Europe/Warsaw' });
    const found = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const shown = found.filter(({ summary }) => summary !== 'Urodziny: Łucja');
    const sorted = (pairs: string[]) => pairs.sort();
    expect(sorted(shown.map(({ summary, startDate }) => `${warsaw(startDate)} ${summary}`))).toEqual(
      sorted(expected.map(({ day, title }) => `${day} ${title}`)),
    );
    expect(new Set(found.map(({ uid }) => uid)).size).toBe(found.length);
    const yearly = found.filter((event) => event.isRecurring());
    expect(yearly.every(({ summary }) => summary.startsWith('Urodziny: '))).toBe(true);
    expect(yearly).toHaveLength(17);
    expect(shown.length).toBeGreaterThan(40);
  });

  test('leaves out what is done, has no date, or is older than 90 days', async () => {
    await make();
    await db.task.update({ where: db.key(task), data: { status: 'done' } });
    await createTask(db, { title: 'Bez daty' });
    await createTask(db, { title: 'Dawno', due_date: '2026-08-30' });
    await createTask(db, { title: 'Niedawno', due_date: '2026-08-31' });
    await db.interaction.update({ where: db.key(meeting), data: { occurred_at: new Date('2026-08-30T21:59:00Z') } });
    expect(eventsOf((await nobody.get(await addressOf())).text)).toEqual(['Niedawno', 'Urodziny: Łucja']);
  });

  test('answers 304 until something changes', async () => {
    await make();
    const address = await addressOf();
    const etag = String((await nobody.get(address)).headers['etag']);
    const again = await nobody.get(address, { 'If-None-Match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    await db.task.update({ where: db.key(task), data: { title: 'Napisać' } });
    expect((await nobody.get(address, { 'If-None-Match': etag })).status).toBe(200);
  });

  test('asks once who it is, whether the address is right or not', async () => {
    await make();
    const address = await addressOf();
    const wrong = address.replace(/-.{5}/, '-AAAAA');
    const lookUps = async (path: string) =>
      (await statementsOf(() => nobody.get(path))).filter((text) => /FROM calendar_feeds/.test(text));
    for (const path of [address, wrong, '/feed/junk.ics']) expect(await lookUps(path)).toHaveLength(1);
    expect((await nobody.get(wrong)).status).toBe(404);
  });

  test.each(['x', '0-', '1', `99999999999-${'a'.repeat(43)}`, `1-${'a'.repeat(43)}`, '%00', "1-'; --"])(
    'the address %s is 404 without a cookie',
    async (address) => {
      const response = await nobody.get(`/feed/${encodeURIComponent(address)}.ics`);
      expect([response.status, response.headers['set-cookie']]).toEqual([404, undefined]);
    },
  );

  test('is never in the log', async () => {
    await make();
    const address = await addressOf();
    log.level = 'info';
    const info = vi.spyOn(log, 'info').mockImplementation(() => undefined);
    const error = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    const query = vi.spyOn(app.database.pool, 'query').mockImplementationOnce(() => {
      throw new Error('no database');
    });
    for (const path of [address, `${address}?x=1`, address.replace('-', '-x'), `${address}/`]) await nobody.get(path);
    const routes = info.mock.calls.map(([fields]) => (fields as unknown as { route: string }).route);
    const failures = JSON.stringify(error.mock.calls);
    for (const spy of [info, error, query]) spy.mockRestore();
    log.level = 'silent';
    expect(routes).toEqual(Array(3).fill('/feed/:token.ics'));
    expect(failures).toContain('"status":500');
    expect(failures).not.toContain(address.slice(8, 30));
  });

  test('is 404 while the account is not active, and gone with it', async () => {
    await make();
    const address = await addressOf();
    await sql('UPDATE users SET is_active = false WHERE id = $1', [user_id]);
    expect((await nobody.get(address)).status).toBe(404);
    await sql('DELETE FROM users WHERE id = $1', [user_id]);
    expect(await sql('SELECT FROM calendar_feeds')).toEqual([]);
    expect((await nobody.get(address)).status).toBe(404);
  });
});

test('too many readings from a network are 429', async () => {
  const limited = new Visitor(await testApp({ environment: { FEEDS_PER_HOUR: '2' } }));
  const statuses = [];
  for (let count = 0; count < 3; count++) statuses.push((await limited.get('/feed/1-x.ics')).status);
  expect(statuses).toEqual([404, 404, 429]);
});

describe('the settings', () => {
  test('the database does not hold the address, nor does the export', async () => {
    await make();
    const secret = (await addressOf()).replace(/^\/feed\/\d+-|\.ics$/g, '');
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await browser.get('/calendar/feed/')).headers['cache-control']).toBe('no-store');
    expect(JSON.stringify(await sql('SELECT * FROM calendar_feeds'))).not.toContain(secret);
    const exported = await browser.download('/accounts/export/');
    expect(exported.body.toString()).not.toMatch(new RegExp(`${secret}|calendar_feed|token`));
  });

  test('a new address ends the former one; saving again keeps it', async () => {
    await make();
    const former = await addressOf();
    await make({ birthdays: 'on' });
    expect(await addressOf()).toBe(former);
    expect((await browser.get('/calendar/feed/renew/')).text).toContain('/calendar/feed/renew/');
    await browser.post('/calendar/feed/renew/');
    const address = await addressOf();
    expect(address).not.toBe(former);
    expect([(await nobody.get(former)).status, (await nobody.get(address)).status]).toEqual([404, 200]);
    await browser.post('/calendar/feed/stop/');
    expect((await nobody.get(address)).status).toBe(404);
    expect(await sql('SELECT FROM calendar_feeds')).toEqual([]);
    // Without a feed there is none to renew.
    expect((await browser.post('/calendar/feed/renew/')).status).toBe(303);
    expect(await sql('SELECT FROM calendar_feeds')).toEqual([]);
  });

  test('nothing chosen is refused, junk is not chosen', async () => {
    for (const contents of [{}, { details: 'on' }] as Record<string, string>[]) {
      const response = await make(contents);
      expect(response.status).toBe(422);
      expect(dom(response)('.invalid-feedback').text()).toContain('Wybierz');
    }
    expect((await browser.post('/calendar/feed/', { tasks: ['a', 'b'] })).status).toBe(422);
    expect(await sql('SELECT FROM calendar_feeds')).toEqual([]);
  });

  test('an address of a former secret key works, and is not shown', async () => {
    await make();
    const address = await addressOf();
    await sql("UPDATE calendar_feeds SET token = 'x'");
    expect(dom(await browser.get('/calendar/feed/'))('#f-address').length).toBe(0);
    expect((await nobody.get(address)).status).toBe(200);
  });

  test('belong to their owner', async () => {
    await make();
    const address = await addressOf();
    const bob = await signedIn(app, await createUser(app, 'bob'));
    expect(dom(await bob.get('/calendar/feed/'))('#f-address').length).toBe(0);
    for (const act of ['renew', 'stop']) await bob.post(`/calendar/feed/${act}/`);
    expect((await nobody.get(address)).status).toBe(200);
  });
});

describe('a single event', () => {
  test('is a file with its details', async () => {
    const file = await browser.get(`/tasks/${task}/event/`);
    expect(file.headers['content-disposition']).toBe(`attachment; filename=task-${task}.ics`);
    expect(eventsOf(file.text)).toEqual(['Zadzwonić – Łucja']);
    expect(file.text).toContain('DESCRIPTION:Tajne');
    expect(eventsOf((await browser.get(`/interactions/${meeting}/event/`)).text)).toEqual(['Spotkanie: Łucja']);
  });

  test('a task without a date has none', async () => {
    const { id } = await createTask(db, { title: 'Kiedyś' });
    expect((await browser.get(`/tasks/${id}/event/`)).status).toBe(404);
  });
});
