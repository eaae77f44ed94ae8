import type { Client } from 'pg';

export interface Table {
  name: string;
  columns: string[];
}

interface Sequence {
  name: string;
  value: string;
  called: boolean;
}

interface Migration {
  name: string;
  checksum: string;
}

const migrationsTable = '_prisma_migrations';

/** Lists the tables so that each follows the tables it refers to. */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers_to: string[] }>(
    `SELECT c.relname AS name,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
            ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
                   WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS refers_to
       FROM pg_class c
      WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> $1
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY c.relname`,
    [migrationsTable],
  );
  return byDependency(rows).map(({ name, columns }) => ({ name, columns }));
}

function byDependency<T extends { name: string; refers_to: string[] }>(tables: T[]): T[] {
  const ordered: T[] = [];
  for (let left = tables; left.length > 0; ) {
    const free = left.filter(({ refers_to }) => !left.some(({ name }) => refers_to.includes(name)));
    if (free.length === 0) throw new Error('Tables refer to each other in a circle.');
    ordered.push(...free);
    left = left.filter((table) => !free.includes(table));
  }
  return ordered;
}

export async function listSequences(client: Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace ORDER BY relname`,
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const sql = `SELECT last_value::text AS value, is_called AS called FROM ${quoted(name)}`;
    sequences.push({ name, ...(await client.query(sql)).rows[0] });
  }
  return sequences;
}

/** Oldest first; none in a database that Mini CRM has never used. */
export async function listMigrations(client: Client): Promise<Migration[]> {
  const { rows } = await client.query('SELECT to_regclass($1) AS found', [migrationsTable]);
  if (!rows[0].found) return [];
  const sql = `SELECT migration_name AS name, checksum FROM ${migrationsTable}
                WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`;
  return (await client.query<Migration>(sql)).rows;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function columnList({ columns }: Table): string {
  return columns.map(quoted).join(', ');
}
