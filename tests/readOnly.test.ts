// Reading writes nothing: every page opens on a standby, which takes no writes.
import { beforeAll, expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { connect } from '../src/db/client.ts';
import type { User } from '../src/db/generated/client.ts';
import { createUser, signedIn, testApp } from './support/app.ts';
import { emptyDatabase, testDatabaseUrl } from './support/database.ts';
import { createEachKind, type RecordIds } from './support/records.ts';
import { addressOf, type Route, routesOf } from './support/routes.ts';

const app = await testApp();
const url = new URL(await testDatabaseUrl());
url.searchParams.set('options', '-c default_transaction_read_only=on');
const standby = connect(url.href);
const reading = { ...app, app: createApp({ ...app, database: standby }) };

let alice: User;
let ids: RecordIds;
beforeAll(async () => {
  await emptyDatabase();
  alice = await createUser(app, 'alice', { is_staff: true });
  ids = await createEachKind(app, alice);
  return () => standby.close();
});

/** Looking at another user's data is an act of its own: what cannot be logged is not shown (docs/decisions/039). */
const isAct = ({ pattern }: Route) => pattern.endsWith('/records/:kind');

test('every page opens without writing', { timeout: 120_000 }, async () => {
  const browser = await signedIn(app, alice);
  const reader = await signedIn(reading, alice);
  await browser.get('/dashboard/');
  const failed: Record<string, number> = {};
  for (const route of routesOf(app.app).filter((one) => one.method === 'GET' && !isAct(one))) {
    const address = addressOf(route, ids);
    const { status } = await reader.get(address);
    const { status: usual } = await browser.get(address);
    if (status !== usual) failed[route.pattern] = status;
  }
  expect(failed).toEqual({});
});
