// kill -9 while the file of an account is loaded: after the restart it is finished, and each record came in once.

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { accountZip } from '../../src/accountFile/accountZip.service.ts';
import { readFileOwner } from '../../src/accountFile/fileOwner.service.ts';
import { connect } from '../../src/db/client.ts';
import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ownedBy } from '../../src/db/owned.ts';
import { createUser } from '../../src/users/users.service.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { endApp, startApp } from './realApp.ts';
import { Visitor } from './visitor.ts';

const people = 10_000;

test.runIf(exhaustive)(
  'a load that was killed in the middle goes on after the restart',
  { timeout: 300_000 },
  async () => {
    const folder = temporaryFolder();
    const server = await startEmbedded(folder);
    await migrate(server.url);
    const settings = { DATABASE_URL: server.url };
    const count = async (from: string) =>
      Number((await ask<{ count: string }>(server.url, `SELECT count(*) FROM ${from}`))[0]?.count);
    const file = await fileOfPeople(server.url);

    let app = await startApp(folder, settings);
    const visitor = new Visitor();
    const passwords = { password1: 'Nine blue teapots', password2: 'Nine blue teapots' };
    await visitor.submit(`${app.address}/accounts/register/`, { username: 'alice', ...passwords });
    const data = `${app.address}/accounts/data/`;
    const sent = await visitor.submitFile(data, file);
    const page = `${app.address}${sent.headers.get('location')}`;
    await expect.poll(() => count(`account_loads WHERE state = 'ready'`), { timeout: 120_000 }).toBe(1);
    expect((await visitor.submit(`${page}run/`, {}, page)).status).toBe(303);
    await expect
      .poll(() => count('contacts WHERE user_id = 2'), { timeout: 120_000, interval: 20 })
      .toBeGreaterThan(1_000);
    await endApp(app, 'SIGKILL');
    expect(await count('contacts WHERE user_id = 2')).toBeLessThan(people);

    app = await startApp(folder, settings);
    await expect.poll(() => count('acts WHERE progress IS NOT NULL'), { timeout: 200_000 }).toBe(0);
    expect(await count('contacts WHERE user_id = 2')).toBe(people);
    expect(await count('(SELECT DISTINCT last_name FROM contacts WHERE user_id = 2) c')).toBe(people);
    expect(await count(`account_loads WHERE state = 'done' AND after ->> 'contacts' = '${people}'`)).toBe(1);
    await endApp(app, 'SIGTERM');
    await server.stop();
    removeData(folder);
  },
);

/** Of another user, who has the first id. */
async function fileOfPeople(url: string): Promise<Buffer<ArrayBuffer>> {
  const database = connect(url);
  const account = {
    username: 'old',
    email: '',
    password: 'Nine blue teapots',
    locale: 'en',
    time_zone: 'UTC',
  } as const;
  const id = (await createUser(database, account, new Date())) ?? 0;
  const db = ownedBy(database, id);
  const rows = Array.from({ length: people }, (_, at) => ({ user_id: id, last_name: `Nr ${at}` }));
  await db.contact.createMany({ data: rows });
  const file = await buffer(Readable.from(accountZip(db, await readFileOwner(database, id), new Date())));
  await database.close();
  return file;
}
