// kill -9 in the middle of a large import: after the restart it is finished, and each row came in once.
import { expect, test } from 'vitest';
import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { endApp, startApp } from './realApp.ts';
import { Visitor } from './visitor.ts';

const rows = 20_000;
const word = (n: number) => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
const text = `Name\n${Array.from({ length: rows }, (_, n) => `Jan Kos${word(n)}`).join('\n')}\n`;

test.runIf(exhaustive)(
  'an import that was killed in the middle goes on after the restart',
  { timeout: 300_000 },
  async () => {
    const folder = temporaryFolder();
    const server = await startEmbedded(folder);
    await migrate(server.url);
    const settings = { DATABASE_URL: server.url };
    const count = async (from: string) =>
      Number((await ask<{ count: string }>(server.url, `SELECT count(*) FROM ${from}`))[0]?.count);

    let app = await startApp(folder, settings);
    const visitor = new Visitor();
    const passwords = { password1: 'Nine blue teapots', password2: 'Nine blue teapots' };
    await visitor.submit(`${app.address}/accounts/register/`, { username: 'alice', ...passwords });
    const path = `${app.address}/contacts/import/`;
    const uploaded = await visitor.submit(path, { rows: text });
    expect(uploaded.headers.get('location')).toBe('/contacts/import/1/');
    const choices = { 'columns[]': 'full_name', header: '1', encoding: 'utf-8' };
    expect((await visitor.submit(`${path}1/run/`, choices, path)).status).toBe(303);
    await expect.poll(() => count('contacts'), { timeout: 60_000, interval: 20 }).toBeGreaterThan(3_000);
    await endApp(app, 'SIGKILL');
    const killedAt = await count('contacts');
    expect(killedAt).toBeLessThan(rows);
    expect(await count(`import_rows WHERE outcome = 'added'`)).toBe(killedAt);

    app = await startApp(folder, settings);
    await expect.poll(() => count('acts WHERE progress IS NOT NULL'), { timeout: 200_000 }).toBe(0);
    expect([await count('contacts'), await count('(SELECT DISTINCT last_name FROM contacts) c')]).toEqual([rows, rows]);
    expect(await count(`imports WHERE state = 'done' AND added = ${rows}`)).toBe(1);
    await endApp(app, 'SIGTERM');
    await server.stop();
    removeData(folder);
  },
);
