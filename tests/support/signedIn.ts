// What most tests over HTTP begin with.
import { beforeEach } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import type { OwnedDb } from '../../src/db/owned.ts';
import { waitForBackground } from '../../src/http/background.ts';
import { type AppOptions, createUser, dbOf, type TestApp, testApp, type UserOptions, Visitor } from './app.ts';
import { emptyDatabase } from './database.ts';

interface SignedIn {
  app: TestApp;
  alice: User;
  /** A browser in which she is signed in. */
  browser: Visitor;
  /** Her records. */
  db: OwnedDb;
}

/**
 * The app, and before each test of the file an empty database with one user, signed in. `await` it at the top of the
 * file: the same objects serve every test, because the user is created each time with the same id.
 */
export async function useSignedIn(options: AppOptions = {}, user: UserOptions = {}): Promise<SignedIn> {
  const app = await testApp(options);
  await emptyDatabase();
  const alice = await createUser(app, 'alice', user);
  const browser = new Visitor(app);
  beforeEach(async () => {
    // Background work of the previous test would meet an empty database, and would lock its rows.
    await waitForBackground();
    await emptyDatabase();
    await createUser(app, 'alice', { ...user, id: alice.id });
    await browser.openSession(alice);
  });
  return { app, alice, browser, db: dbOf(app, alice) };
}
