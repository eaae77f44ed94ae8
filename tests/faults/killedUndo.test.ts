// kill -9 in the middle of a large undo: after the restart it is finished.
import { expect, test } from 'vitest';
import { embeddedUrl, startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { endApp, startApp } from './realApp.ts';
import { Visitor } from './visitor.ts';

const notes = 6_000;

test.runIf(exhaustive)(
  'an undo that was killed in the middle goes on after the restart',
  { timeout: 180_000 },
  async () => {
    const folder = temporaryFolder();
    const server = await startEmbedded(folder);
    expect(embeddedUrl(folder)).toBe(server.url);
    await migrate(server.url);
    const settings = { DATABASE_URL: server.url };
    const count = async (rows: string) =>
      Number((await ask<{ count: string }>(server.url, `SELECT count(*) FROM ${rows}`))[0]?.count);

    let app = await startApp(folder, settings);
    const visitor = new Visitor();
    const passwords = { password1: 'Nine blue teapots', password2: 'Nine blue teapots' };
    await visitor.submit(`${app.address}/accounts/register/`, { username: 'alice', ...passwords });
    await visitor.submit(`${app.address}/contacts/create/`, { first_name: 'Jan' });
    await ask(
      server.url,
      `INSERT INTO interactions (user_id, contact_id, content)
     SELECT c.user_id, c.id, n || ' ' || repeat('word ', 20) FROM contacts c, generate_series(1, ${notes}) n`,
    );
    await visitor.submit(`${app.address}/contacts/1/delete/`, {});
    await expect.poll(() => count('contacts'), { timeout: 60_000 }).toBe(0);
    const [last] = await ask<{ act_id: string }>(
      server.url,
      `SELECT max(act_id) AS act_id FROM changes WHERE operation = 'delete'`,
    );
    await visitor.submit(`${app.address}/activity/${last?.act_id}/undo/`, {});
    await expect.poll(() => count('interactions'), { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
    await endApp(app, 'SIGKILL');
    const killedAt = await count('interactions');
    expect(killedAt).toBeLessThan(notes);

    app = await startApp(folder, settings);
    await expect.poll(() => count('acts WHERE progress IS NOT NULL'), { timeout: 60_000 }).toBe(0);
    expect([await count('contacts'), await count('interactions')]).toEqual([1, notes]);
    await endApp(app, 'SIGTERM');
    await server.stop();
    removeData(folder);
  },
);
