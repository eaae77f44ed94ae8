// A database to restore into.
import { inject } from 'vitest';
import { testDatabaseUrl } from '../support/database.ts';
import { dropDatabase } from '../support/dropDatabase.ts';
import { ask } from '../support/embedded.ts';

/** The address of this worker's database; recreateTarget() creates it. */
export async function targetUrl(): Promise<string> {
  const url = new URL(await testDatabaseUrl());
  url.pathname += '_restored';
  return url.href;
}

/** Creates it without rows, and with all migrations or none. */
export async function recreateTarget({ migrated = true } = {}): Promise<void> {
  const target = await targetUrl();
  await dropDatabase(target);
  const { template, prefix } = inject('testDatabase');
  const server = Object.assign(new URL(template), { pathname: '/postgres' }).href;
  await ask(server, `CREATE DATABASE ${new URL(target).pathname.slice(1)} TEMPLATE ${migrated ? prefix : 'template1'}`);
}

export async function dropTarget(): Promise<void> {
  await dropDatabase(await targetUrl());
}
