// Restores an older backup: its rows are copied into the tables of that version, then the later migrations run.
import type { Client } from 'pg';
import { OperatorError } from '../core/operatorError.ts';
import { applyMigration, listMigrationFiles } from '../db/migrate.ts';

/** Replaces the tables by empty ones, in the caller's transaction. */
export async function rebuildSchema(client: Client, migrations: number): Promise<void> {
  await dropSchema(client);
  for (const file of listMigrationFiles().slice(0, migrations)) await applyMigration(client, file);
}

export async function updateSchema(client: Client, migrations: number): Promise<void> {
  for (const file of listMigrationFiles().slice(migrations)) await applyMigration(client, file);
}

/** Leaves extensions and other people's tables alone. */
async function dropSchema(client: Client): Promise<void> {
  const sql = listMigrationFiles().map((file) => file.sql);
  const madeBy = (kind: string) => [...new Set(sql.flatMap((text) => namesAfter(text, kind)))];
  const routines = madeBy('(?:FUNCTION|AGGREGATE)');
  const takingRows = await routinesOfRows(client, routines);
  const drops = [
    ...(takingRows ? [`DROP ROUTINE ${takingRows}`] : []),
    `DROP TABLE IF EXISTS ${['_prisma_migrations', ...madeBy('TABLE')].join(', ')}`,
    `DROP ROUTINE IF EXISTS ${routines.join(', ')}`,
    `DROP TYPE IF EXISTS ${madeBy('TYPE').join(', ')}`,
  ];
  await client.query(drops.join('; ')).catch((cause: Error) => {
    throw new OperatorError(`The tables could not be replaced: ${cause.message}.`, { cause });
  });
}

/** Routines that take a row of a table, which cannot be dropped before them; the others are called by its triggers. */
async function routinesOfRows(client: Client, names: string[]): Promise<string | null> {
  const { rows } = await client.query<{ routines: string | null }>(
    `SELECT string_agg(p.oid::regprocedure::text, ', ') AS routines FROM pg_proc p
     WHERE p.proname = ANY ($1) AND pg_function_is_visible(p.oid) AND EXISTS (
       SELECT FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'r'
       WHERE t.oid = ANY (p.proargtypes::oid[]))`,
    [names.map((name) => name.replaceAll('"', ''))],
  );
  return rows[0]?.routines ?? null;
}

function namesAfter(sql: string, kind: string): string[] {
  const pattern = new RegExp(String.raw`^CREATE (?:OR REPLACE )?${kind} ("?\w+"?)(?=[ (])`, 'gm');
  return [...sql.matchAll(pattern)].map(([, name = '']) => name);
}
