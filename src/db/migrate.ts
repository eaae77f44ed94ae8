// Applies prisma/migrations at start (docs/decisions/003-own-migration-runner.md): in the format of `prisma migrate deploy`,
// whose table, checksums and lock it shares, but each migration in one transaction with its row in that table.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, ClientBase } from 'pg';
import { OperatorError } from '../core/operatorError.ts';
import { packageRoot } from '../core/packageRoot.ts';
import { withClient } from './withClient.ts';

const migrationsFolder = join(packageRoot, 'prisma', 'migrations');

/** The key of Prisma's own advisory lock: who has it knows that no migration runs. */
export const prismaLock = 72_707_369;

const createTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

type Queryable = Pick<ClientBase, 'query'>;

interface Row {
  migration_name: string;
  finished_at: Date | null;
}

/** Applies what is not applied yet, oldest first, and returns the names. Two at once do not collide. */
export function migrate(url: string, folder = migrationsFolder): Promise<string[]> {
  return withClient({ connectionString: url }, async (client) => {
    const applied: string[] = [];
    for (let name = await applyNext(client, folder); name; name = await applyNext(client, folder)) applied.push(name);
    return applied;
  });
}

/** The names of the migrations not applied yet, oldest first; asked on a connection or pool that is there already. */
export async function pendingMigrations(db: Queryable, folder = migrationsFolder): Promise<string[]> {
  return pendingIn(folder, await appliedRows(db));
}

/** One transaction: killed at any moment, the migration is there with its row, or not at all. */
async function applyNext(client: Client, folder: string): Promise<string | undefined> {
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [prismaLock]);
  const [name] = pendingIn(folder, await appliedRows(client));
  if (name) await apply(client, folder, name);
  await client.query('COMMIT');
  return name;
}

async function apply(client: Client, folder: string, name: string): Promise<void> {
  const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
  await client.query(createTable);
  await client.query(sql).catch((cause) => {
    throw new OperatorError(`The migration ${name} failed and was taken back: ${cause.message}`, { cause });
  });
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), 1)`,
    [randomUUID(), createHash('sha256').update(sql).digest('hex'), name],
  );
}

/** Rows that count; a migration that was marked as rolled back is pending again. */
async function appliedRows(client: Queryable): Promise<Row[]> {
  const { rows: tables } = await client.query(`SELECT to_regclass('_prisma_migrations') AS found`);
  if (!tables[0].found) return [];
  const sql = 'SELECT migration_name, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL';
  return (await client.query(sql)).rows;
}

function pendingIn(folder: string, rows: Row[]): string[] {
  const failed = rows.find((row) => !row.finished_at);
  if (failed) {
    throw new OperatorError(
      `The migration ${failed.migration_name} was left half-done by another tool; see: npx prisma migrate resolve --help`,
    );
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrationNames(folder).filter((name) => !applied.has(name));
}

/** In the order of their dates, as they are named. */
function migrationNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort();
}
