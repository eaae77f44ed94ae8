// Before all tests: one PostgreSQL and in it a migrated template, which every worker clones (database.ts). After them:
// nothing is left.
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { dropDatabase } from './dropDatabase.ts';
import { removeData, removeDataOfKilledRuns, temporaryFolder } from './embedded.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the template, and the beginning of the names of this run's databases. */
    testDatabase: { template: string; prefix: string };
  }
}

const hour = 3_600_000;

/** Set TEST_DATABASE_URL to use a running server instead, as a user that may create databases and extensions. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeDataOfKilledRuns();
  const given = process.env['TEST_DATABASE_URL'];
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startTemporary();
  const prefix = `crm_test_${Date.now()}`;
  const template = await makeTemplate(url, prefix);
  project.provide('testDatabase', { template, prefix });
  return async () => {
    await dropDatabases(url, (name) => name.startsWith(prefix));
    await stop();
  };
}

async function startTemporary(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = temporaryFolder();
  const server = await startEmbedded(folder, { durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      removeData(folder);
    },
  };
}

async function makeTemplate(url: string, prefix: string): Promise<string> {
  await dropDatabases(url, (name) => Number(/^crm_test_(\d+)/.exec(name)?.[1]) < Date.now() - hour);
  await query(url, `CREATE DATABASE ${prefix}`);
  const template = new URL(url);
  template.pathname = `/${prefix}`;
  await migrate(template.href);
  return template.href;
}

async function dropDatabases(url: string, isOurs: (name: string) => boolean): Promise<void> {
  const rows = await query(url, 'SELECT datname FROM pg_database');
  for (const { datname } of rows.filter((row) => isOurs(row['datname'] ?? ''))) {
    await dropDatabase(Object.assign(new URL(url), { pathname: `/${datname}` }).href);
  }
}

async function query(connectionString: string, sql: string): Promise<Record<string, string>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}
