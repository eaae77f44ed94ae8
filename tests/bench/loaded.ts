// The loaded database: created in a temporary folder, or kept in a named one and used again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { removeData, temporaryFolder } from '../support/embedded.ts';
import { type Account, load } from './load.ts';

export interface LoadedDatabase {
  folder: string;
  accounts: Account[];
  remove(): void;
}

const sizes = [1_000, 10_000, 200_000];

/** For loading only, when durability does not matter. */
const loadingSettings = {
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  shared_buffers: '1GB',
  work_mem: '256MB',
  autovacuum: 'off',
  max_parallel_maintenance_workers: 2,
};

export async function openLoadedDatabase(keep: string | undefined): Promise<LoadedDatabase> {
  const folder = keep ? resolve(keep) : temporaryFolder();
  const note = join(folder, 'accounts.json');
  const remove = () => (keep ? undefined : removeData(folder));
  if (existsSync(note)) return { folder, accounts: JSON.parse(readFileSync(note, 'utf8')), remove };
  const accounts = await fill(folder).catch((error) => {
    remove();
    throw error;
  });
  writeFileSync(note, JSON.stringify(accounts));
  return { folder, accounts, remove };
}

async function fill(folder: string): Promise<Account[]> {
  mkdirSync(folder, { recursive: true });
  const started = Date.now();
  const server = await startEmbedded(folder, { durable: false, settings: loadingSettings });
  try {
    await migrate(server.url);
    return await load(superuserUrl(server.url), sizes, new Date());
  } finally {
    await server.stop();
    console.log(`Loaded in ${Math.round((Date.now() - started) / 1000)} s.`);
  }
}

/** The address for the superuser, who has the same password as the application's role. */
export function superuserUrl(url: string): string {
  return Object.assign(new URL(url), { username: 'postgres' }).href;
}
