// Only with PgBouncer: apt-get install pgbouncer.
import { afterAll, expect, inject, test } from 'vitest';
import { Owners } from '../faults/owners.ts';
import { endApp, type RealApp, startApp } from '../faults/realApp.ts';
import { dropDatabase } from '../support/dropDatabase.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { findPgBouncer, startPgBouncer } from '../support/pgbouncer.ts';

const program = findPgBouncer();
const skipped = program ? '' : ' (left out: there is no pgbouncer; on Debian: apt-get install pgbouncer)';
const { template, prefix } = inject('testDatabase');
const server = Object.assign(new URL(template), { pathname: `/${prefix}_pooled` });
const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

test.runIf(exhaustive && program)(
  `behind PgBouncer in transaction mode six owners write side by side, and each write is there${skipped}`,
  { timeout: 180_000 },
  async () => {
    const app = await startPooled();
    const owners = await Owners.register(app.address, 6);
    const writing = owners.write();
    await expect.poll(() => owners.saved, { timeout: 120_000 }).toBeGreaterThan(60);
    owners.stop();
    await writing;
    const { saved, statuses, ...kept } = await owners.compare(server.href);
    expect(kept).toEqual({ lost: 0, wrong: 0, broken: 0 });
    expect(statuses).toEqual({ 303: saved });
    expect((await fetch(`${app.address}/readyz`)).status).toBe(200);
  },
);

async function startPooled(): Promise<RealApp> {
  await ask(template.replace(/\/[^/]*$/, '/postgres'), `CREATE DATABASE ${prefix}_pooled TEMPLATE template0`);
  ends.push(() => dropDatabase(server.href));
  const folder = temporaryFolder();
  ends.push(() => removeData(folder));
  const bouncer = await startPgBouncer(program ?? '', folder, server);
  ends.push(bouncer.stop);
  const settings = { DATABASE_URL: bouncer.url, SAVES_PER_MINUTE: '10000', SIGN_UPS_PER_HOUR: '1000' };
  const app = await startApp(folder, settings);
  ends.push(() => endApp(app, 'SIGTERM'));
  return app;
}
