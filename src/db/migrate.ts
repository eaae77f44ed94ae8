// Does what `prisma migrate deploy` does, but each migration in one transaction
// (docs/decisions/003-own-migration-runner.md); then the tables of the job queue, which has migrations of its own.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, ClientBase } from 'pg';
import { OperatorError } from '../core/operatorError.ts';
import { packageRoot } from '../core/packageRoot.ts';
import { installJobQueue } from './jobQueue.ts';
import { withClient } from './withClient.ts';

const migrationsFolder = join(packageRoot, 'prisma', 'migrations');

/** The key of Prisma's advisory lock for migrations. */
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

/** Returns the names of the applied migrations. Two calls at the same time do not collide. */
export async function migrate(url: string, folder = migrationsFolder): Promise<string[]> {
  const applied = await withClient({ connectionString: url }, (client) => applyAll(client, folder));
  await installJobQueue(url);
  return applied;
}

export async function pendingMigrations(db: Queryable, folder = migrationsFolder): Promise<string[]> {
  return pendingIn(folder, await appliedRows(db));
}

async function applyAll(client: Client, folder: string): Promise<string[]> {
  const applied: string[] = [];
  for (let name = await applyNext(client, folder); name; name = await applyNext(client, folder)) applied.push(name);
  return applied;
}

async function applyNext(client: Client, folder: string): Promise<string | undefined> {
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [prismaLock]);
  const [name] = pendingIn(folder, await appliedRows(client));
  const migration = listMigrationFiles(folder).find((one) => one.name === name);
  if (migration) await applyMigration(client, migration);
  await client.query('COMMIT');
  return name;
}

/** Must run in a transaction. @throws OperatorError */
export async function applyMigration(client: Client, { name, checksum, sql }: MigrationFile): Promise<void> {
  await client.query(createTable);
  await client.query(sql).catch((cause) => {
    throw new OperatorError(`The migration ${name} failed and was taken back: ${cause.message}`, { cause });
  });
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
}

/** A migration that was marked as rolled back is pending again. */
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

export interface MigrationFile {
  name: string;
  checksum: string;
  sql: string;
}

export function listMigrationFiles(folder = migrationsFolder): MigrationFile[] {
  return migrationNames(folder).map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

function migrationNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort();
}
