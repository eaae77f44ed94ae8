import { beforeEach, describe, expect, test } from 'vitest';
import { undoAct } from '../../src/history/undo.service.ts';
import { addDays, localDate } from '../../src/i18n/dates.ts';
import { createUser, dbOf, dom, signedIn } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

let now: Date;
beforeEach(() => {
  now = new Date('2026-03-12T09:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now }, { time_zone: 'Europe/Warsaw' });

interface Person {
  days?: number | null;
  spoken?: string;
  type?: 'call' | 'note';
  tag_ids?: number[];
  status?: 'churned' | 'customer';
}

async function add(
  first_name: string,
  { days = null, spoken, type = 'call', tag_ids = [], status = 'customer' }: Person,
) {
  const user_id = alice.id;
  const created_at = new Date('2026-01-01T12:00:00Z');
  const data = { user_id, first_name, phone: '601 555 100', keep_in_touch_days: days, tag_ids, status, created_at };
  const { id } = await db.contact.create({ data });
  if (spoken) await log(id, spoken, type);
  return id;
}

const log = (contact_id: number, at: string, interaction_type: 'call' | 'note' = 'call') =>
  db.interaction.create({
    data: { user_id: alice.id, contact_id, interaction_type, content: 'Hello', occurred_at: new Date(at) },
  });

const dueOf = async (id: number) =>
  (await sql<{ due: string }>('SELECT due_on::text AS due FROM touch_dates WHERE contact_id = $1', [id]))[0]?.due;

describe('a contact is owed', () => {
  test('a rhythm after the last call, not after it was logged and not after a note', async () => {
    const id = await add('Ola', { days: 30, spoken: '2026-03-11T09:00:00Z' });
    expect(await dueOf(id)).toBe('2026-04-10');
    await log(id, '2026-03-12T09:00:00Z', 'note');
    expect(await dueOf(id)).toBe('2026-04-10');
    await log(id, '2026-03-01T09:00:00Z');
    expect(await dueOf(id)).toBe('2026-04-10');
    await sql(`DELETE FROM interactions WHERE occurred_at = '2026-03-11T09:00:00Z'`);
    expect(await dueOf(id)).toBe('2026-03-31');
  });

  test('a month after the call of yesterday that is logged today', async () => {
    const id = await add('Ola', { days: 30 });
    const call = { interaction_type: 'call', content: 'Hello', occurred_at: '2026-03-11T10:00' };
    expect((await browser.post(`/contacts/${id}/interactions/create/`, call)).status).toBe(303);
    expect(await dueOf(id)).toBe('2026-04-10');
    expect(dom(await browser.get(`/contacts/${id}/`))('.contact-rhythm').text()).toContain('next Fri 10 Apr');
  });

  test('from the creation where nobody ever called', async () => {
    expect(await dueOf(await add('Ola', { days: 7 }))).toBe('2026-01-08');
  });

  test('by the shortest rhythm of the person and the tags, whatever becomes of them', async () => {
    const tag = async (name: string, keep_in_touch_days: number | null) =>
      (await db.tag.create({ data: { user_id: alice.id, name, keep_in_touch_days } })).id;
    const [fast, slow, none] = [await tag('Fast', 7), await tag('Slow', 91), await tag('None', null)];
    const id = await add('Ola', { days: 30, spoken: '2026-03-01T09:00:00Z', tag_ids: [slow, none, fast] });
    expect(await dueOf(id)).toBe('2026-03-08');
    await sql('UPDATE tags SET keep_in_touch_days = 14 WHERE id = $1', [fast]);
    expect(await dueOf(id)).toBe('2026-03-15');
    await sql('DELETE FROM tags WHERE id = $1', [fast]);
    expect(await dueOf(id)).toBe('2026-03-31');
    await sql('UPDATE contacts SET keep_in_touch_days = NULL');
    expect(await dueOf(id)).toBe('2026-05-31');
    await sql('UPDATE contacts SET tag_ids = $1', [[none]]);
    expect(await dueOf(id)).toBeUndefined();
  });

  test('by the rhythm of a tag on many people, each from their own last contact', async () => {
    const { id: tag } = await db.tag.create({ data: { user_id: alice.id, name: 'All' } });
    const zoe = await createUser(app, 'zoe');
    await sql(
      `INSERT INTO contacts (user_id, first_name, tag_ids, created_at, last_contact_at, keep_in_touch_days, touch_snoozed_until, status)
       SELECT $1, 'P', ARRAY[$2::int], '2026-01-01T12:00:00Z', CASE WHEN n % 3 > 0 THEN '2026-02-01T12:00:00Z'::timestamptz + n * interval '1 day' END,
         CASE WHEN n % 5 = 0 THEN 10 END, CASE WHEN n % 7 = 0 THEN DATE '2026-06-01' END,
         CASE WHEN n % 11 = 0 THEN 'churned' ELSE 'lead' END::"ContactStatus" FROM generate_series(1, 200) n`,
      [alice.id, tag],
    );
    const rows = () =>
      sql<{ days: number; due: string; expected: string }>(
        `SELECT d.days, d.due_on::text AS due, greatest(c.touch_snoozed_until, (coalesce(c.last_contact_at, c.created_at))::date + d.days)::text AS expected
         FROM touch_dates d JOIN contacts c ON c.user_id = d.user_id AND c.id = d.contact_id`,
      );
    const own = (await rows()).length;
    await sql('UPDATE tags SET keep_in_touch_days = 30 WHERE id = $1', [tag]);
    const all = await rows();
    expect(all).toHaveLength(200 - 18);
    expect(all.filter(({ due, expected }) => due !== expected)).toEqual([]);
    expect(new Set(all.map(({ days }) => days))).toEqual(new Set([10, 30]));
    await sql('UPDATE tags SET keep_in_touch_days = NULL WHERE id = $1', [tag]);
    expect(await rows()).toHaveLength(own);
    expect(await sql('SELECT 1 FROM touch_dates WHERE user_id = $1', [zoe.id])).toEqual([]);
  });

  test('never to former customers', async () => {
    const id = await add('Ola', { days: 7, status: 'churned' });
    expect(await dueOf(id)).toBeUndefined();
    await sql(`UPDATE contacts SET status = 'lead'`);
    expect(await dueOf(id)).toBe('2026-01-08');
  });

  // Calendars decide, not hours: around both clock changes and at both ends of a day.
  test.each(['Europe/Warsaw', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'No/Such_Zone'])(
    'by the calendar of %s',
    async (zone) => {
      await sql('UPDATE profiles SET time_zone = $1', [zone]);
      const known = zone === 'No/Such_Zone' ? 'UTC' : zone;
      const hours = ['00:15', '01:30', '04:59', '10:30', '13:00', '18:14', '22:30', '23:59'];
      const days = ['2026-03-08', '2026-03-28', '2026-03-29', '2026-04-05', '2026-09-27', '2026-10-25', '2026-11-01'];
      const instants = days.flatMap((day) => hours.map((hour) => `${day}T${hour}:00Z`));
      await sql(
        `INSERT INTO contacts (user_id, first_name, keep_in_touch_days, created_at)
         SELECT $1, 'P', 1 + n % 365, at FROM unnest($2::timestamptz[]) WITH ORDINALITY x(at, n)`,
        [alice.id, instants],
      );
      const due = await sql<{ due: string }>('SELECT due_on::text AS due FROM touch_dates ORDER BY contact_id');
      expect(due.map((one) => one.due)).toEqual(
        instants.map((at, n) => addDays(localDate(known, new Date(at)), 1 + ((n + 1) % 365))),
      );
    },
  );
});

describe('Today', () => {
  async function owed(visitor = browser) {
    const $ = dom(await visitor.get('/dashboard/'));
    return {
      names: $('.owed .row-title')
        .toArray()
        .map((one) => $(one).text()),
      text: $('.owed').text().replace(/\s+/g, ' '),
    };
  }
  const busy = async () => {
    // With a task of their own, people do not stand in the list above.
    await sql(
      `INSERT INTO tasks (user_id, contact_id, title, due_date) SELECT user_id, id, 'Later', '2027-01-01' FROM contacts`,
    );
  };

  test('shows five, the longest first, with a call, an entry and a snooze', async () => {
    for (let day = 1; day < 8; day++) await add(`P${day}`, { days: 7, spoken: `2026-03-0${day}T09:00:00Z` });
    await busy();
    expect(await owed()).toMatchObject({ names: ['P1', 'P2', 'P3', 'P4', 'P5'] });
    const $ = dom(await browser.get('/dashboard/'));
    const row = $('.owed .today-row').first();
    expect(row.text().replace(/\s+/g, ' ')).toContain('every week, last call');
    expect(row.find('a[href^="tel:"]')).toHaveLength(1);
    expect(row.find('a[href*="/interactions/create/"]')).toHaveLength(1);
    expect(row.find('form[action$="/snooze/"]')).toHaveLength(2);
  });

  test('links to all when more wait, and says when five were spoken with', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 12; n++) ids.push(await add(`P${n}`, { days: 7, spoken: '2026-03-01T09:00:00Z' }));
    await busy();
    expect((await owed()).text).toContain('See everyone to get in touch with');
    for (const id of ids.slice(0, 4)) await log(id, '2026-03-12T08:00:00Z');
    expect((await owed()).names).toEqual(['P4']);
    await log(ids[4] as number, '2026-03-12T08:00:00Z');
    expect(await owed()).toMatchObject({ names: [], text: expect.stringContaining('five for today') });
    now = new Date('2026-03-13T09:00:00Z');
    await browser.openSession(alice);
    expect((await owed()).names).toHaveLength(5);
  });

  test('shows nobody twice, and nothing of others', async () => {
    await add('Ola', { days: 7 });
    expect((await owed()).names).toEqual([]);
    const zoe = await createUser(app, 'zoe');
    expect((await owed(await signedIn(app, zoe))).names).toEqual([]);
    expect(await dbOf(app, zoe).contact.count()).toBe(0);
  });
});

describe('the list', () => {
  test('finds who is owed a contact', async () => {
    await add('Owed', { days: 7 });
    await add('Later', { days: 7, spoken: '2026-03-12T08:00:00Z' });
    await add('Never', {});
    const $ = dom(await browser.get('/contacts/?touch=owed'));
    expect($('main').text()).toContain('1 person');
    expect([$('main').text().includes('Owed'), $('.chip[aria-current="true"]').text()]).toEqual([
      true,
      expect.stringContaining('Time to get in touch'),
    ]);
  });
});

describe('snoozing', () => {
  const snooze = (id: number, fields: Record<string, string>) => browser.post(`/contacts/${id}/snooze/`, fields);

  test('silences somebody until a day, and Undo takes it back', async () => {
    const id = await add('Ola', { days: 7 });
    const response = await snooze(id, { for: 'week', back: '/dashboard/' });
    expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
    expect(await dueOf(id)).toBe('2026-03-19');
    const $ = dom(await browser.get(`/contacts/${id}/`));
    expect($('.contact-rhythm p').text()).toContain('every week: snoozed until Thu');
    const [act] = await sql<{ id: number }>('SELECT max(id)::int AS id FROM acts');
    await undoAct(db, act?.id ?? 0, { at: now });
    expect(await dueOf(id)).toBe('2026-01-08');
    await snooze(id, { for: 'date', date: '2026-05-01' });
    await snooze(id, { for: 'none' });
    expect(await dueOf(id)).toBe('2026-01-08');
  });

  test.each([[{ date: '2026-03-12' }], [{ date: 'junk\0' }], [{}]])('refuses %j', async (fields) => {
    const id = await add('Ola', { days: 7 });
    expect((await snooze(id, fields as Record<string, string>)).status).toBe(303);
    expect(dom(await browser.get(`/contacts/${id}/`))('.flash').text()).toContain('in the future');
    expect(await dueOf(id)).toBe('2026-01-08');
  });

  test('of a junk id and of a stranger is a 404', async () => {
    const id = await add('Ola', { days: 7 });
    expect((await browser.post('/contacts/x/snooze/', { for: 'week' })).status).toBe(404);
    const zoe = await signedIn(app, await createUser(app, 'zoe'));
    expect((await zoe.post(`/contacts/${id}/snooze/`, { for: 'week' })).status).toBe(404);
    expect(await dueOf(id)).toBe('2026-01-08');
  });
});

describe('forms', () => {
  test('save a rhythm of a person, and show a bad one again', async () => {
    const fields = { first_name: 'Ola', status: 'lead', keep_in_touch_days: ['other', '45'] };
    const created = await browser.post('/contacts/create/', fields);
    const path = created.headers['location'] as string;
    expect(await sql('SELECT keep_in_touch_days FROM contacts')).toEqual([{ keep_in_touch_days: 45 }]);
    const $ = dom(await browser.get(`${path}edit/`));
    expect([$('#f-keep_in_touch_days').val(), $('#f-keep_in_touch_days-other').val()]).toEqual(['other', '45']);
    const again = await browser.post('/contacts/create/', { ...fields, keep_in_touch_days: ['other', 'soon'] });
    expect(again.status).toBe(422);
    expect(dom(again)('#f-keep_in_touch_days-other').val()).toBe('soon');
    expect(dom(await browser.get(`${path}history/`))('main').text()).toContain('Added');
  });

  test('save a rhythm of a tag', async () => {
    await browser.post('/tags/create/', { name: 'Family', color: 'red', keep_in_touch_days: '14' });
    expect(dom(await browser.get('/tags/'))('.tag-row').text()).toContain('every 2 weeks');
  });
});
