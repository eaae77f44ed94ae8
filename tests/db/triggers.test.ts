import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabaseUrl } from '../support/database.ts';

let pool: pg.Pool;
let owner: number;

beforeAll(async () => {
  pool = new pg.Pool({ connectionString: await testDatabaseUrl() });
});

beforeEach(async () => {
  owner = await newUser();
});

afterAll(() => pool.end());

describe('a contact', () => {
  test('is found by names in both orders, email, company and phone digits, without accents', async () => {
    const company = await insert('companies', { name: 'Zażółć Sp. z o.o.' });
    const id = await insert('contacts', {
      first_name: 'Łukasz',
      last_name: 'Żółty',
      email: 'Lukasz@Example.com',
      phone: '+48 601-02 03',
      company_id: company,
    });
    expect(await contact(id)).toMatchObject({
      sort_name: 'Żółty Łukasz',
      phone_digits: '486010203',
      // Each value stands between two line feeds, which tells a whole value from a part of another.
      search_text: '\nlukasz zolty\nzolty lukasz\nlukasz@example.com\nzazolc sp. z o.o.\n486010203\n',
    });
  });

  test('has its status since it was created, and later since the status last changed', async () => {
    const id = await insert('contacts', { first_name: 'Ewa', created_at: '2026-01-02T03:04:05Z' });
    expect((await contact(id)).status_since).toEqual(new Date('2026-01-02T03:04:05Z'));
    await change('contacts', id, { first_name: 'Ewka', status: 'lead' });
    expect((await contact(id)).status_since).toEqual(new Date('2026-01-02T03:04:05Z'));
    await change('contacts', id, { status: 'customer' });
    expect(Date.now() - (await contact(id)).status_since.getTime()).toBeLessThan(60_000);
  });

  test('with only one name is sorted by it, and has it once in the search text', async () => {
    const first = await insert('contacts', { first_name: 'Ewa' });
    const last = await insert('contacts', { last_name: 'Nowak' });
    expect(await contact(first)).toMatchObject({ sort_name: 'Ewa', search_text: '\newa\n' });
    expect(await contact(last)).toMatchObject({ sort_name: 'Nowak', search_text: '\nnowak\n' });
  });

  test('has its search text follow each of its fields', async () => {
    const id = await insert('contacts', { first_name: 'Ewa' });
    await change('contacts', id, { last_name: 'Kos', email: 'e@kos.pl', phone: '12 34' });
    expect(await contact(id)).toMatchObject({
      sort_name: 'Kos Ewa',
      search_text: '\newa kos\nkos ewa\ne@kos.pl\n1234\n',
    });
  });

  test('has its search text follow its company: another one, a new name, none', async () => {
    const [one, two] = [await insert('companies', { name: 'Jeden' }), await insert('companies', { name: 'Dwa' })];
    const id = await insert('contacts', { first_name: 'Ewa', company_id: one });
    await change('contacts', id, { company_id: two });
    expect(await lines(id)).toEqual(['ewa', 'dwa']);
    await change('companies', two, { name: 'Śnieg' });
    expect(await lines(id)).toEqual(['ewa', 'snieg']);
    await pool.query('DELETE FROM companies WHERE user_id = $1 AND id = $2', [owner, two]);
    expect(await contact(id)).toMatchObject({ user_id: owner, company_id: null, search_text: '\newa\n' });
  });

  test('is found by its position and notes, which stand apart from its names', async () => {
    const company = await insert('companies', { name: 'Dąb' });
    const id = await insert('contacts', { first_name: 'Ewa', company_id: company, position: 'Księgowa' });
    expect((await contact(id)).search_text).toBe('\newa\ndab\n\t\nksiegowa\n\t\n\n');
    await change('contacts', id, { position: '', notes: 'Lubi\r\nkawę' });
    expect((await contact(id)).search_text).toBe('\newa\ndab\n\t\n\n\t\nlubi  kawe\n');
    await change('companies', company, { name: 'Buk' });
    expect((await contact(id)).search_text).toBe('\newa\nbuk\n\t\n\n\t\nlubi  kawe\n');
    await change('contacts', id, { notes: '' });
    expect((await contact(id)).search_text).toBe('\newa\nbuk\n');
  });

  test('needs a name', async () => {
    await expect(insert('contacts', { email: 'x@example.com' })).rejects.toThrow('contacts_name_check');
  });

  test('keeps the time of its last change when other records change', async () => {
    const company = await insert('companies', { name: 'Stara' });
    const id = await insert('contacts', { first_name: 'Ewa', company_id: company, updated_at: '2020-01-01' });
    await change('companies', company, { name: 'Nowa' });
    await insert('interactions', { contact_id: id, content: 'x' });
    await insert('tasks', { contact_id: id, title: 'x' });
    expect((await contact(id)).updated_at).toEqual(new Date('2020-01-01'));
  });
});

test('a company, an interaction and a task are found by their texts', async () => {
  const company = await insert('companies', {
    name: 'Ćma',
    website: 'https://ćma.pl',
    industry: 'Ogród',
    address: 'Łódź',
  });
  const person = await insert('contacts', { first_name: 'Ewa' });
  const interaction = await insert('interactions', { contact_id: person, content: 'Świetnie!' });
  const task = await insert('tasks', { title: 'Zadzwonić', description: 'Jutro, Łódź' });
  expect(await value('companies', company, 'search_text')).toBe('\ncma\nhttps://cma.pl\nogrod\nlodz\n');
  expect(await value('interactions', interaction, 'search_text')).toBe('swietnie!');
  expect(await value('tasks', task, 'search_text')).toBe('zadzwonic\njutro, lodz');
  await change('tasks', task, { description: '' });
  expect(await value('tasks', task, 'search_text')).toBe('zadzwonic');
});

describe('the last contact', () => {
  const last = async (id: number) => {
    const { last_contact_at: at, last_contact_type: type } = await contact(id);
    return [at?.toISOString().slice(0, 10) ?? null, type];
  };
  const said = (contact_id: number, occurred_at: string, interaction_type = 'call') =>
    insert('interactions', { contact_id, occurred_at, interaction_type, content: 'x' });

  test('is the newest by its time; of several at the same time, the one created last', async () => {
    const id = await insert('contacts', { first_name: 'Ewa' });
    await said(id, '2026-03-02', 'call');
    await said(id, '2026-03-01', 'email');
    expect(await last(id)).toEqual(['2026-03-02', 'call']);
    await said(id, '2026-03-02', 'meeting');
    expect(await last(id)).toEqual(['2026-03-02', 'meeting']);
  });

  test('follows a change, a move to another contact and a deletion', async () => {
    const [one, two] = [await insert('contacts', { first_name: 'A' }), await insert('contacts', { first_name: 'B' })];
    await said(one, '2026-03-01', 'email');
    const moving = await said(one, '2026-03-02', 'call');
    await change('interactions', moving, { interaction_type: 'meeting' });
    expect(await last(one)).toEqual(['2026-03-02', 'meeting']);
    await change('interactions', moving, { contact_id: two });
    expect([await last(one), await last(two)]).toEqual([
      ['2026-03-01', 'email'],
      ['2026-03-02', 'meeting'],
    ]);
    await pool.query('DELETE FROM interactions WHERE user_id = $1', [owner]);
    expect([await last(one), await last(two)]).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('is no note, whether it is written, changed, moved or deleted', async () => {
    const [one, two] = [await insert('contacts', { first_name: 'A' }), await insert('contacts', { first_name: 'B' })];
    const call = await said(one, '2026-03-01', 'call');
    const note = await said(one, '2026-03-05', 'note');
    expect(await last(one)).toEqual(['2026-03-01', 'call']);
    await change('interactions', note, { interaction_type: 'email' });
    expect(await last(one)).toEqual(['2026-03-05', 'email']);
    await change('interactions', note, { interaction_type: 'note' });
    expect(await last(one)).toEqual(['2026-03-01', 'call']);
    await change('interactions', note, { contact_id: two });
    expect(await last(two)).toEqual([null, null]);
    await change('interactions', call, { interaction_type: 'note' });
    expect(await last(one)).toEqual([null, null]);
    await pool.query('DELETE FROM interactions WHERE user_id = $1 AND id = $2', [owner, note]);
    expect(await last(two)).toEqual([null, null]);
  });
});

describe('the open tasks', () => {
  const open = async (id: number) => {
    const { rows } = await pool.query(
      'SELECT open_tasks, next_due_date::text FROM contacts WHERE user_id = $1 AND id = $2',
      [owner, id],
    );
    return [rows[0].open_tasks, rows[0].next_due_date];
  };
  const sort = async (id: number) => {
    const text = 'SELECT next_sort FROM contacts WHERE user_id = $1 AND id = $2';
    return (await pool.query(text, [owner, id])).rows[0].next_sort;
  };

  test('order contacts by their next step: by date, then without a date, last without a task', async () => {
    const id = await insert('contacts', { first_name: 'Ewa' });
    expect(await sort(id)).toBe(2_147_483_647);
    const task = await insert('tasks', { contact_id: id, title: 'a', due_date: '1970-02-01' });
    expect(await sort(id)).toBe(31);
    await change('tasks', task, { due_date: null });
    expect(await sort(id)).toBe(2_147_483_646);
    await change('tasks', task, { status: 'done' });
    expect(await sort(id)).toBe(2_147_483_647);
    const loaded = { first_name: 'Jan', open_tasks: 1, next_due_date: '1969-12-31' };
    expect(await sort(await insert('contacts', loaded))).toBe(-1);
  });

  test('are counted, with their earliest due date, as they are created, changed, completed and deleted', async () => {
    const id = await insert('contacts', { first_name: 'Ewa' });
    const late = await insert('tasks', { contact_id: id, title: 'a', due_date: '2026-05-02' });
    const soon = await insert('tasks', { contact_id: id, title: 'b', due_date: '2026-05-01', status: 'in_progress' });
    await insert('tasks', { contact_id: id, title: 'c', due_date: '2026-01-01', status: 'done' });
    expect(await open(id)).toEqual([2, '2026-05-01']);
    await change('tasks', late, { due_date: '2026-04-01' });
    expect(await open(id)).toEqual([2, '2026-04-01']);
    await change('tasks', late, { status: 'done' });
    expect(await open(id)).toEqual([1, '2026-05-01']);
    await change('tasks', late, { status: 'todo', due_date: null });
    expect(await open(id)).toEqual([2, '2026-05-01']);
    await pool.query('DELETE FROM tasks WHERE user_id = $1 AND id = $2', [owner, soon]);
    expect(await open(id)).toEqual([1, null]);
  });

  test('follow a task that moves to another contact, or to none', async () => {
    const [one, two] = [await insert('contacts', { first_name: 'A' }), await insert('contacts', { first_name: 'B' })];
    const task = await insert('tasks', { contact_id: one, title: 'a', due_date: '2026-05-02' });
    await change('tasks', task, { contact_id: two });
    expect([await open(one), await open(two)]).toEqual([
      [0, null],
      [1, '2026-05-02'],
    ]);
    await change('tasks', task, { contact_id: null });
    expect(await open(two)).toEqual([0, null]);
  });
});

describe('the database refuses', () => {
  let stranger: number;
  beforeEach(async () => {
    stranger = await newUser();
  });
  const foreign = /violates foreign key constraint/;

  test('a contact at the company of another user', async () => {
    const company = await insert('companies', { name: 'X' }, stranger);
    await expect(insert('contacts', { first_name: 'A', company_id: company })).rejects.toThrow(foreign);
    const own = await insert('contacts', { first_name: 'A' });
    await expect(change('contacts', own, { company_id: company })).rejects.toThrow(foreign);
  });

  test('an interaction or a task of a contact of another user, a task of another user’s interaction', async () => {
    const contact_id = await insert('contacts', { first_name: 'A' }, stranger);
    const interaction_id = await insert('interactions', { contact_id, content: 'x' }, stranger);
    await expect(insert('interactions', { contact_id, content: 'x' })).rejects.toThrow(foreign);
    await expect(insert('tasks', { contact_id, title: 'x' })).rejects.toThrow(foreign);
    await expect(insert('tasks', { interaction_id, title: 'x' })).rejects.toThrow(foreign);
  });

  test('to change the owner of a record that others refer to', async () => {
    const contact_id = await insert('contacts', { first_name: 'A' });
    await insert('interactions', { contact_id, content: 'x' });
    await expect(change('contacts', contact_id, { user_id: stranger })).rejects.toThrow(foreign);
  });
});

test('a task stays when its interaction is deleted', async () => {
  const contact_id = await insert('contacts', { first_name: 'A' });
  const interaction_id = await insert('interactions', { contact_id, content: 'x' });
  const task = await insert('tasks', { interaction_id, title: 'x' });
  await pool.query('DELETE FROM interactions WHERE user_id = $1 AND id = $2', [owner, interaction_id]);
  expect(await value('tasks', task, 'interaction_id')).toBeNull();
});

test('everything of a deleted user is deleted, and nothing of others', async () => {
  const stranger = await newUser();
  for (const user of [owner, stranger]) {
    const company_id = await insert('companies', { name: 'X' }, user);
    const contact_id = await insert('contacts', { first_name: 'A', company_id }, user);
    await insert('interactions', { contact_id, content: 'x' }, user);
    await insert('tasks', { contact_id, title: 'x' }, user);
  }
  await pool.query('DELETE FROM users WHERE id = $1', [owner]);
  const tables = ['companies', 'contacts', 'interactions', 'tasks'];
  const left = await Promise.all(
    tables.map(
      async (table) =>
        (await pool.query(`SELECT user_id FROM ${table} WHERE user_id IN ($1, $2)`, [owner, stranger])).rows,
    ),
  );
  expect(left).toEqual(tables.map(() => [{ user_id: stranger }]));
});

test('the numbers of a contact stay right when many change it at once', async () => {
  const id = await insert('contacts', { first_name: 'Ewa' });
  const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + i));
  const work = Array.from({ length: 60 }, async (_, i) => {
    const task = await insert('tasks', { contact_id: id, title: 't', due_date: day(i) });
    const said = await insert('interactions', {
      contact_id: id,
      content: 'x',
      interaction_type: 'call',
      occurred_at: day(i),
    });
    if (i % 3 === 0) await change('tasks', task, { status: 'done' });
    if (i % 2 === 1) await pool.query('DELETE FROM interactions WHERE user_id = $1 AND id = $2', [owner, said]);
  });
  await Promise.all(work);
  expect(await contact(id)).toMatchObject({ open_tasks: 40, last_contact_at: day(58) });
});

describe('two transactions at the same time', () => {
  /** Starts the second statement before the first is committed, so that it sees nothing of it. */
  async function together(contact_id: number, first: string, second: string): Promise<void> {
    const other = await pool.connect();
    await other.query('BEGIN');
    await other.query(first, [owner, contact_id]);
    const waiting = pool.query(second, [owner, contact_id]);
    await delay(150);
    await other.query('COMMIT');
    other.release();
    await waiting;
  }

  test('count each other’s tasks', async () => {
    const id = await insert('contacts', { first_name: 'Ewa' });
    const task = `INSERT INTO tasks (user_id, contact_id, title) VALUES ($1, $2, 'x')`;
    await together(id, task, task);
    expect((await contact(id)).open_tasks).toBe(2);
  });

  test('keep the newer call as the last contact', async () => {
    const id = await insert('contacts', { first_name: 'Ewa' });
    const said = (day: string) =>
      `INSERT INTO interactions (user_id, contact_id, interaction_type, content, occurred_at)
       VALUES ($1, $2, 'call', 'x', '${day}')`;
    await together(id, said('2026-03-05'), said('2026-03-04'));
    expect((await contact(id)).last_contact_at).toEqual(new Date('2026-03-05'));
  });
});

describe('renaming a company', () => {
  const insertPerson = `INSERT INTO contacts (user_id, first_name, company_id) VALUES ($1, 'Ewa', $2) RETURNING id`;
  const changeEmail = `UPDATE contacts SET email = 'e@kos.pl' WHERE user_id = $1 AND company_id = $2 RETURNING id`;

  /**
   * Runs the statement in a transaction, renames the company before it commits, and returns the search text after both.
   */
  async function renamedDuring(statement: string): Promise<string[]> {
    const company = await insert('companies', { name: 'Stara' });
    if (statement === changeEmail) await pool.query(insertPerson, [owner, company]);
    const other = await pool.connect();
    await other.query('BEGIN');
    const { id } = (await other.query(statement, [owner, company])).rows[0];
    const renamed = change('companies', company, { name: 'Nowa' });
    await delay(150);
    await other.query('COMMIT');
    other.release();
    await renamed;
    return lines(id);
  }

  test('reaches a contact that joins it meanwhile', async () => {
    expect(await renamedDuring(insertPerson)).toEqual(['ewa', 'nowa']);
  });

  test('keeps a change that is made to one of its contacts meanwhile', async () => {
    expect(await renamedDuring(changeEmail)).toEqual(['ewa', 'e@kos.pl', 'nowa']);
  });
});

async function newUser(): Promise<number> {
  const sql = `INSERT INTO users (username, password_hash) VALUES ('u' || gen_random_uuid(), '') RETURNING id`;
  return (await pool.query(sql)).rows[0].id;
}

async function insert(table: string, row: Record<string, unknown>, user = owner): Promise<number> {
  const all = Object.entries({ user_id: user, ...row });
  const places = all.map((_, i) => `$${i + 1}`);
  const sql = `INSERT INTO ${table} (${all.map(([name]) => name)}) VALUES (${places}) RETURNING id`;
  return (
    await pool.query(
      sql,
      all.map(([, given]) => given),
    )
  ).rows[0].id;
}

async function change(table: string, id: number, row: Record<string, unknown>): Promise<void> {
  const sets = Object.keys(row).map((name, i) => `${name} = $${i + 3}`);
  await pool.query(`UPDATE ${table} SET ${sets} WHERE user_id = $1 AND id = $2`, [owner, id, ...Object.values(row)]);
}

async function contact(id: number) {
  return (await pool.query('SELECT * FROM contacts WHERE user_id = $1 AND id = $2', [owner, id])).rows[0];
}

async function value(table: string, id: number, column: string) {
  return (await pool.query(`SELECT ${column} AS found FROM ${table} WHERE user_id = $1 AND id = $2`, [owner, id]))
    .rows[0].found;
}

async function lines(id: number): Promise<string[]> {
  return (await value('contacts', id, 'search_text')).trim().split('\n');
}
