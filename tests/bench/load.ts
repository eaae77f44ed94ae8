// Fills a migrated, empty database by COPY: users with a given number of contacts, and everything that belongs to them.
import { once } from 'node:events';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { digitsOf, fold } from '../../src/db/fold.ts';
import { companyName, kinds, personName, phoneOf, pick, positionOf, rareName, sentence, statuses } from './people.ts';

export interface Account {
  userId: number;
  contacts: number;
  /** With as many interactions: 1 and 1,000. */
  contactOfOne: number;
  contactOfMany: number;
  /** With as many people: 1 and 5,000, or half of all where there are fewer. */
  companyOfOne: number;
  companyOfMany: number;
}

const dayMs = 86_400_000;
const notesEach = 3;
const notesOfMany = 1_000;
const mostPeople = 5_000;

type Cell = string | number | null;
type Rows = Iterable<Cell[]>;

/** Loads the accounts in the order of the numbers given, ids from 1; indexes are made anew at the end. Triggers do not run. */
export async function load(url: string, sizes: number[], now: Date): Promise<Account[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`SET maintenance_work_mem = '512MB'; SET synchronous_commit = off`);
  const restore = await takeAwayIndexes(client);
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const accounts: Account[] = [];
  for (const [at, size] of sizes.entries()) accounts.push(await loadAccount(client, at + 1, size, now));
  for (const table of tables) {
    await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await client.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`);
  }
  await client.query(`SELECT setval(pg_get_serial_sequence('users', 'id'), ${sizes.length})`);
  await restore();
  await client.query('VACUUM (ANALYZE)');
  await client.end();
  return accounts;
}

const tables = ['companies', 'contacts', 'interactions', 'tasks'];

async function takeAwayIndexes(client: Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; text: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS text FROM pg_index
      WHERE indrelid::regclass::text = ANY ($1) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return async () => {
    for (const { text } of rows) await client.query(text);
  };
}

const next = { company: 1, contact: 1, interaction: 1, task: 1 };

async function loadAccount(client: Client, userId: number, size: number, now: Date): Promise<Account> {
  const companies = Math.max(2, Math.floor(size / 20));
  const firstCompany = next.company;
  const firstContact = next.contact;
  next.company += companies;
  next.contact += size;
  await client.query(`INSERT INTO users (id, username, password_hash) VALUES ($1, $2, '-')`, [userId, `user${userId}`]);
  await client.query(`INSERT INTO profiles (user_id, time_zone) VALUES ($1, 'Europe/Warsaw')`, [userId]);
  const many = Math.min(mostPeople, Math.floor(size / 2));
  const companyOf = (n: number) => firstCompany + (n < many ? 0 : n === many ? 1 : Math.max(2, pick(n, 40, companies)));
  const known = { userId, now, size, companies, firstCompany, firstContact, companyOf };
  await copy(client, 'companies', companyColumns, companyRows(known));
  await copy(client, 'contacts', contactColumns, contactRows(known));
  await copy(client, 'interactions', interactionColumns, interactionRows(known));
  await copy(client, 'tasks', taskColumns, taskRows(known));
  await client.query(countContacts, [userId]).catch(() => {});
  return {
    userId,
    contacts: size,
    contactOfOne: firstContact,
    contactOfMany: firstContact + 1,
    companyOfOne: firstCompany + 1,
    companyOfMany: firstCompany,
  };
}

interface Known {
  userId: number;
  now: Date;
  size: number;
  companies: number;
  firstCompany: number;
  firstContact: number;
  companyOf(n: number): number;
}

const companyColumns = ['user_id', 'id', 'name', 'website', 'industry', 'created_at', 'updated_at', 'search_text'];

function* companyRows({ userId, companies, firstCompany, now }: Known): Rows {
  for (let n = 0; n < companies; n++) {
    const name = companyName(n);
    const website = `https://firma${n}.example.com`;
    const at = ago(now, pick(n, 30, 700 * 24));
    yield [userId, firstCompany + n, name, website, 'Usługi', at, at, `\n${fold(`${name}\n${website}\nUsługi`)}\n`];
  }
}

const contactColumns = [
  ...['user_id', 'id', 'company_id', 'first_name', 'last_name', 'email', 'phone', 'position', 'status'],
  ...['created_at', 'updated_at', 'status_since', 'sort_name', 'search_text', 'phone_digits'],
  ...['last_interaction_at', 'last_interaction_type', 'open_tasks', 'next_due_date'],
];

function* contactRows({ userId, size, firstContact, firstCompany, companyOf, now }: Known): Rows {
  for (let n = 0; n < size; n++) {
    const { first_name, last_name: usual } = personName(n);
    const last_name = n % Math.floor(size / 3) === 7 ? rareName : usual;
    const email = `${fold(first_name)}.${fold(last_name)}${n}@example.com`;
    const phone = phoneOf(n);
    const company = companyOf(n);
    const lines = [`${first_name} ${last_name}`, `${last_name} ${first_name}`, email];
    lines.push(companyName(company - firstCompany), digitsOf(phone));
    const at = ago(now, 1 + pick(n, 31, 900 * 24));
    const task = taskOf(n, now);
    const open = task.status === 'done' ? 0 : 1;
    yield [
      ...[userId, firstContact + n, company, first_name, last_name, email, phone, positionOf(n), statusOf(n)],
      ...[at, at, at, `${last_name} ${first_name}`, `\n${fold(lines.join('\n'))}\n`, digitsOf(phone)],
      ...[spokenAt(n, 0, now), kindOf(n, 0), open, open ? task.due_date : null],
    ];
  }
}

const interactionColumns = [
  ...['user_id', 'id', 'contact_id', 'interaction_type', 'content', 'occurred_at', 'created_at', 'updated_at'],
  'search_text',
];

/** The first contact has one, the second a thousand. */
function* interactionRows({ userId, size, firstContact, now }: Known): Rows {
  for (let n = 0; n < size; n++) {
    const count = n === 0 ? 1 : n === 1 ? notesOfMany : notesEach;
    for (let i = 0; i < count; i++) {
      const at = spokenAt(n, i, now);
      const content = sentence(n * notesEach + i);
      yield [userId, next.interaction++, firstContact + n, kindOf(n, i), content, at, at, at, fold(content)];
    }
  }
}

const taskColumns = [
  ...['user_id', 'id', 'contact_id', 'title', 'status', 'priority', 'due_date', 'completed_at'],
  ...['created_at', 'updated_at', 'search_text'],
];

function* taskRows({ userId, size, firstContact, now }: Known): Rows {
  for (let n = 0; n < size; n++) {
    const { title, status, due_date, completed_at } = taskOf(n, now);
    const at = ago(now, 24 + pick(n, 33, 600 * 24));
    const priority = ['low', 'normal', 'normal', 'high'][pick(n, 34, 4)] as string;
    const id = next.task++;
    yield [userId, id, firstContact + n, title, status, priority, due_date, completed_at, at, at, fold(title)];
  }
}

/** Seven of ten are done; the others are due between two months ago and a year ahead. */
function taskOf(n: number, now: Date) {
  const title = `Call about ${sentence(n).split(' ').slice(0, 3).join(' ')}`;
  const done = pick(n, 35, 10) < 7;
  const due = new Date(now.getTime() + (pick(n, 36, 425) - 60) * dayMs);
  return {
    title,
    status: done ? 'done' : pick(n, 37, 5) === 0 ? 'in_progress' : 'todo',
    due_date: due.toISOString().slice(0, 10),
    completed_at: done ? ago(now, 2 + pick(n, 38, 700 * 24)) : null,
  };
}

function statusOf(n: number): string {
  return statuses[[0, 0, 0, 0, 1, 1, 2, 2, 2, 3][pick(n, 32, 10)] as number] as string;
}

function kindOf(n: number, i: number): string {
  return kinds[pick(n, 50 + i, kinds.length)] as string;
}

function spokenAt(n: number, i: number, now: Date): string {
  return ago(now, 1 + pick(n, 39, 300 * 24) + i * 30);
}

function ago(now: Date, hours: number): string {
  return new Date(now.getTime() - hours * 3_600_000).toISOString();
}

const countContacts = `
  INSERT INTO contact_counts (user_id, status, people, unplanned, samples)
  SELECT user_id, status, count(*), count(*) FILTER (WHERE open_tasks = 0), 0 FROM contacts WHERE user_id = $1
  GROUP BY user_id, status`;

const pieceSize = 1 << 16;

async function copy(client: Client, table: string, columns: string[], rows: Rows): Promise<void> {
  const into = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  const ended = once(into, 'finish');
  let piece = '';
  for (const row of rows) {
    piece += `${row.map(cellText).join('\t')}\n`;
    if (piece.length < pieceSize) continue;
    if (!into.write(piece)) await once(into, 'drain');
    piece = '';
  }
  into.end(piece);
  await ended;
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  return typeof cell === 'number' ? String(cell) : cell.replace(/[\\\n\t\r]/g, (sign) => signs[sign] as string);
}

const signs: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };
