// Starts the application as `npm start` does, on an empty database, and removes everything after the last journey.
import { endApp, startApp } from '../tests/faults/realApp.ts';
import { dropDatabase } from '../tests/support/dropDatabase.ts';
import { ask, removeData, temporaryFolder } from '../tests/support/embedded.ts';

/** Set TEST_DATABASE_URL to use a running PostgreSQL instead of the embedded one. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = temporaryFolder();
  const database = await temporaryDatabase(process.env['TEST_DATABASE_URL']);
  const app = await startApp(dataDir, database.settings);
  process.env['E2E_ADDRESS'] = app.address;
  // For commands that an operator runs while the app is running.
  process.env['E2E_DATA_DIR'] = dataDir;
  process.env['E2E_DATABASE_URL'] = database.settings['DATABASE_URL'] ?? '';
  return async () => {
    await endApp(app, 'SIGTERM');
    removeData(dataDir);
    await database.drop();
  };
}

interface TemporaryDatabase {
  settings: Record<string, string>;
  drop(): Promise<void>;
}

async function temporaryDatabase(server: string | undefined): Promise<TemporaryDatabase> {
  if (!server) return { settings: {}, drop: async () => {} };
  const name = `crm_test_${Date.now()}_e2e`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await ask(server, `CREATE DATABASE ${name}`);
  return {
    settings: { DATABASE_URL: url.href },
    drop: () => dropDatabase(url.href),
  };
}
