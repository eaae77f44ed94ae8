// Fills a migrated, empty database by COPY: users with given numbers of contacts and all their records, and as many
// rows of other users.
import { Client } from 'pg';
import { copy } from './copy.ts';
import { dropIndexes } from './indexes.ts';
import { fillOtherUsers } from './otherUsers.ts';
import { pseudoRandom } from './people.ts';
import * as rows from './rows.ts';

export interface Account {
  userId: number;
  contacts: number;
  /** Contacts with 1 and with 1,000 interactions. */
  contactOfOne: number;
  contactOfMany: number;
  /** Companies with 1 contact and with 5,000, or with half of all contacts in a small account. */
  companyOfOne: number;
  companyOfMany: number;
}

const maxPeople = 5_000;
const tables = ['companies', 'contacts', 'interactions', 'tasks'];

/**
 * Loads accounts of the given sizes, with ids from 1, and creates the indexes at the end. Needs a superuser, because
 * triggers and foreign keys are switched off.
 */
export async function load(url: string, sizes: number[], now: Date): Promise<Account[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off`);
  const restoreIndexes = await dropIndexes(client, tables);
  await client.query(`BEGIN; TRUNCATE ${tables.join(', ')} CASCADE`);
  const accounts: Account[] = [];
  for (const [at, size] of sizes.entries()) accounts.push(await loadAccount(client, at + 1, size, now));
  await client.query('COMMIT');
  await fillOtherUsers(client, sizes.length);
  for (const table of [...tables, 'users']) await client.query(afterLastId(table));
  await client.query(countContacts);
  await client.query('VACUUM');
  await restoreIndexes(url);
  await client.query('ANALYZE');
  await client.query('CHECKPOINT');
  await client.end();
  return accounts;
}

async function loadAccount(client: Client, userId: number, size: number, now: Date): Promise<Account> {
  const companies = Math.max(2, Math.floor(size / 20));
  const firstCompany = rows.nextIds.company;
  const firstContact = rows.nextIds.contact;
  rows.nextIds.company += companies;
  rows.nextIds.contact += size;
  await client.query(`INSERT INTO users (id, username, password_hash) VALUES ($1, $2, '-')`, [userId, `user${userId}`]);
  await client.query(`INSERT INTO profiles (user_id, time_zone) VALUES ($1, 'Europe/Warsaw')`, [userId]);
  const many = Math.min(maxPeople, Math.floor(size / 2));
  const companyOf = (n: number) =>
    firstCompany + (n < many ? 0 : n === many ? 1 : Math.max(2, pseudoRandom(n, 40, companies)));
  const known = { userId, now, size, companies, firstCompany, firstContact, companyOf };
  await copy(client, 'companies', rows.companyColumns, rows.companyRows(known));
  await copy(client, 'contacts', rows.contactColumns, rows.contactRows(known));
  await copy(client, 'interactions', rows.interactionColumns, rows.interactionRows(known));
  await copy(client, 'tasks', rows.taskColumns, rows.taskRows(known));
  return {
    userId,
    contacts: size,
    contactOfOne: firstContact,
    contactOfMany: firstContact + 1,
    companyOfOne: firstCompany + 1,
    companyOfMany: firstCompany,
  };
}

function afterLastId(table: string): string {
  return `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`;
}

// Writes what the triggers would have written.
const countContacts = `
  INSERT INTO contact_counts (user_id, status, people, unplanned, samples)
  SELECT user_id, status, count(*), count(*) FILTER (WHERE open_tasks = 0), 0 FROM contacts GROUP BY user_id, status`;
