import type { Client } from 'pg';

/** Higher than every id of the measured accounts. */
const apart = 10_000_000;
const owners = 200;

/**
 * Copies the rows of all accounts to other users, by company, so that related rows have the same owner. Their rows are
 * interleaved, like those of people who work at the same time.
 */
export async function fillOtherUsers(client: Client, accounts: number): Promise<void> {
  const owner = `${accounts} + 1 + company_id % ${owners}`;
  await client.query(`INSERT INTO users (id, username, password_hash)
    SELECT id, 'user' || id, '-' FROM generate_series(${accounts + 1}, ${accounts + owners}) AS id`);
  await client.query(`INSERT INTO profiles (user_id) SELECT id FROM users WHERE id > ${accounts}`);
  const owned = {
    user_id: 'owner',
    ...Object.fromEntries(['id', 'company_id', 'contact_id'].map((id) => [id, `r.${id} + ${apart}`])),
  };
  await copyRows(client, 'companies', owned, `SELECT *, id AS of_company FROM companies`, owner);
  await copyRows(client, 'contacts', owned, `SELECT *, company_id AS of_company FROM contacts`, owner);
  for (const table of ['interactions', 'tasks']) {
    const source = `SELECT t.*, c.company_id AS of_company FROM ${table} t JOIN contacts c ON (c.user_id, c.id) = (t.user_id, t.contact_id)`;
    await copyRows(client, table, owned, source, owner);
  }
}

async function copyRows(
  client: Client,
  table: string,
  owned: Record<string, string>,
  source: string,
  owner: string,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(columnsOf, [table]);
  const names = rows.map(({ name }) => name);
  const values = names.map((name) => owned[name] ?? `r."${name}"`);
  const ofCompany = owner.replace('company_id', 'of_company');
  await client.query(`INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')})
    SELECT ${values.join(', ')} FROM (SELECT *, ${ofCompany} AS owner FROM (${source}) s) r WHERE r.id < ${apart}`);
}

const columnsOf = `
  SELECT attname AS name FROM pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`;
