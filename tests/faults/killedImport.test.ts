// A large import whose process ends in the middle: after the restart it is finished, and each row came in once.
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { exhaustive } from '../support/exhaustive.ts';
import { KillableApp } from './killableApp.ts';

const rows = 20_000;
const word = (n: number) => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
const text = `Name\n${Array.from({ length: rows }, (_, n) => `Jan Kos${word(n)}`).join('\n')}\n`;

/** Starts the app and an import, which has begun when this returns. */
async function startImport(): Promise<KillableApp> {
  const app = await KillableApp.start();
  const path = `${app.address}/contacts/import/`;
  const uploaded = await app.visitor.submit(path, { rows: text });
  expect(uploaded.headers.get('location')).toBe('/contacts/import/1/');
  const choices = { 'columns[]': 'full_name', header: '1', encoding: 'utf-8' };
  expect((await app.visitor.submit(`${path}1/run/`, choices, path)).status).toBe(303);
  await expect.poll(() => app.count('contacts'), { timeout: 60_000, interval: 20 }).toBeGreaterThan(3_000);
  return app;
}

test.runIf(exhaustive)(
  'an import that was killed in the middle goes on after the restart',
  { timeout: 300_000 },
  async () => {
    const app = await startImport();
    await app.kill();
    const killedAt = await app.count('contacts');
    expect(killedAt).toBeLessThan(rows);
    expect(await app.count(`import_rows WHERE outcome = 'added'`)).toBe(killedAt);

    await app.restart();
    await expect.poll(() => app.count('acts WHERE progress IS NOT NULL'), { timeout: 200_000 }).toBe(0);
    expect([await app.count('contacts'), await app.count('(SELECT DISTINCT last_name FROM contacts) c')]).toEqual([
      rows,
      rows,
    ]);
    expect(await app.count(`imports WHERE state = 'done' AND added = ${rows}`)).toBe(1);
    await app.end();
  },
);

test.runIf(exhaustive)(
  'an import ends with its present step when the app is stopped, even if a slow request takes longer',
  { timeout: 120_000 },
  async () => {
    const app = await startImport();
    const slow = connect(Number(new URL(app.address).port));
    slow.write('POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na');
    await delay(200);
    const stopped = app.stop();
    await delay(1_500);
    const saved = await app.count('contacts');
    await stopped;
    expect(saved).toBeLessThan(rows);
    expect(await app.count('contacts')).toBe(saved);
    expect(await app.count('graphile_worker.jobs WHERE locked_at IS NOT NULL')).toBe(0);
    await app.end();
  },
);
