// Users made in the database and signed in there: registering through the form costs a third of a second of hashing.
import type { BrowserContext } from '@playwright/test';
import bcrypt from 'bcrypt';
import { type Config, loadConfig } from '../../src/config.ts';
import { connect, type Database } from '../../src/db/client.ts';
import { embeddedUrl } from '../../src/db/embedded/embedded.ts';
import { openSession } from '../../tests/support/session.ts';
import { password, uniqueUsername } from './owner.ts';

/** The database and the settings of the running application. */
export interface Backend {
  database: Database;
  config: Config;
}

export function openBackend(): Backend {
  const { E2E_DATA_DIR: dataDir = '', E2E_DATABASE_URL: url } = process.env;
  const database = connect(url || (embeddedUrl(dataDir) ?? ''), { size: 1 });
  return { database, config: loadConfig({ DATA_DIR: dataDir }) };
}

const password_hash = bcrypt.hashSync(password, 4);

/** Signs a new user in in this browser and returns the username. */
export async function signInNewUser({ database, config }: Backend, context: BrowserContext): Promise<string> {
  const username = uniqueUsername();
  const profile = { create: { locale: 'en', time_zone: 'Europe/Warsaw' } } as const;
  const { id } = await database.prisma.user.create({ data: { username, password_hash, profile } });
  const cookie = await openSession(database, config, id);
  await context.addCookies([{ ...cookie, url: process.env['E2E_ADDRESS'] ?? '' }]);
  return username;
}
