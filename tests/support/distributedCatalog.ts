import { sql } from './database.ts';
import type { Catalog } from './distributedRules.ts';

/** They have an owner, but every machine has a copy, since they are found without one. */
const copied = ['email_changes', 'password_resets'];

/** SQL: the tables that are distributed by their owner. */
export const ownedTables = `SELECT c.oid, c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attname = 'user_id'
    AND NOT a.attisdropped AND c.relname <> ALL ('{${copied}}')`;

export async function readCatalog(): Promise<Catalog> {
  const [tables, enums, columns, functions] = [
    await sql<{ name: string }>(`SELECT relname AS name FROM (${ownedTables}) t`),
    await sql<{ name: string }>(`SELECT typname AS name FROM pg_type WHERE typtype = 'e'`),
    await sql<{
      name: string;
    }>(`SELECT DISTINCT a.attname AS name FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE t.typtype = 'e' AND a.attrelid IN (SELECT oid FROM (${ownedTables}) o)`),
    await sql<{ name: string; volatility: string }>(
      'SELECT proname AS name, max(provolatile::text) AS volatility FROM pg_proc GROUP BY proname',
    ),
  ];
  const names = (rows: { name: string }[]) => new Set(rows.map(({ name }) => name));
  return {
    distributed: names(tables),
    enums: names(enums),
    enumColumns: names(columns),
    volatility: new Map(functions.map(({ name, volatility }) => [name, volatility])),
  };
}
