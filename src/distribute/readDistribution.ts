import type { Client } from 'pg';
import type { DistributedTable, Distribution, Key } from './distribution.ts';

/** They are found without the owner: by a name, an address or the token of a link. */
const copied = ['users', 'email_changes', 'password_resets'];

/** Reads which tables are already distributed. The extension must be installed. */
export async function readDistribution(client: Client): Promise<Distribution> {
  const [database] = (await client.query<{ name: string; triggers: string | null }>(databaseSql)).rows;
  const tables = (await client.query<DistributedTable>(tablesSql, [copied])).rows;
  const keys = (await client.query<Key>(keysSql, [tables.map(({ name }) => name)])).rows;
  return {
    database: database?.name ?? '',
    allowsTriggers: database?.triggers === 'on',
    tables,
    keys,
    droppedKeys: await readDroppedKeys(client),
  };
}

const databaseSql = `SELECT current_database() AS name, current_setting('citus.enable_unsafe_triggers', true) AS triggers`;

const tablesSql = `
  SELECT c.relname AS name, CASE WHEN c.relname = ANY($1) THEN 'copied' ELSE 'distributed' END AS target,
    p.logicalrelid IS NOT NULL AS "isDone", p.logicalrelid IS NOT NULL AND pg_relation_size(c.oid) > 0 AS "hasOldRows"
  FROM pg_class c LEFT JOIN pg_dist_partition p ON p.logicalrelid = c.oid
  WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    AND (c.relname = ANY($1) OR EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'user_id' AND NOT a.attisdropped))
  ORDER BY c.relname`;

const keysSql = `
  SELECT t.relname AS table, k.conname AS name, r.relname AS "refersTo", pg_get_constraintdef(k.oid) AS definition
  FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
  WHERE k.contype = 'f' AND t.relnamespace = current_schema()::regnamespace AND t.relname = ANY($1)
  ORDER BY t.relname, k.conname`;

async function readDroppedKeys(client: Client): Promise<Key[]> {
  const { rows } = await client.query(`SELECT to_regclass('distribution_keys') IS NOT NULL AS found`);
  return rows[0].found ? (await client.query<Key>('SELECT * FROM distribution_keys')).rows : [];
}
