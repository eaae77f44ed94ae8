// kill -9 while the file of an account is loaded: after the restart it is finished, and each record came in once.

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { accountZip } from '../../src/accountFile/accountZip.service.ts';
import { readFileOwner } from '../../src/accountFile/fileOwner.service.ts';
import { connect } from '../../src/db/client.ts';
import { ownedBy } from '../../src/db/owned.ts';
import { createUser } from '../../src/users/users.service.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { KillableApp } from './killableApp.ts';

const people = 10_000;

test.runIf(exhaustive)(
  'a load that was killed in the middle goes on after the restart',
  { timeout: 300_000 },
  async () => {
    let file: Buffer<ArrayBuffer> = Buffer.alloc(0);

    const app = await KillableApp.start(async (url) => {
      file = await fileOfPeople(url);
    });
    const { visitor } = app;
    const data = `${app.address}/accounts/data/`;
    const sent = await visitor.submitFile(data, file);
    const page = `${app.address}${sent.headers.get('location')}`;
    await expect.poll(() => app.count(`account_loads WHERE state = 'ready'`), { timeout: 120_000 }).toBe(1);
    expect((await visitor.submit(`${page}run/`, {}, page)).status).toBe(303);
    await expect
      .poll(() => app.count('contacts WHERE user_id = 2'), { timeout: 120_000, interval: 20 })
      .toBeGreaterThan(1_000);
    await app.kill();
    expect(await app.count('contacts WHERE user_id = 2')).toBeLessThan(people);

    await app.restart();
    await expect.poll(() => app.count('acts WHERE progress IS NOT NULL'), { timeout: 200_000 }).toBe(0);
    expect(await app.count('contacts WHERE user_id = 2')).toBe(people);
    expect(await app.count('(SELECT DISTINCT last_name FROM contacts WHERE user_id = 2) c')).toBe(people);
    expect(await app.count(`account_loads WHERE state = 'done' AND after ->> 'contacts' = '${people}'`)).toBe(1);
    await app.end();
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
