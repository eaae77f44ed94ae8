// kill -9 in the middle of a merge leaves all or nothing of it; in the middle of taking it apart, that is finished later.
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { shownChoices } from '../../src/merge/merge.schema.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { endApp, startApp } from './realApp.ts';
import { Visitor } from './visitor.ts';

const notes = 6_000;

test.runIf(exhaustive)(
  'a killed merge is all or nothing, also when it is taken apart',
  { timeout: 180_000 },
  async () => {
    const folder = temporaryFolder();
    const server = await startEmbedded(folder);
    await migrate(server.url);
    const settings = { DATABASE_URL: server.url };
    const count = async (rows: string) =>
      Number((await ask<{ count: string }>(server.url, `SELECT count(*) FROM ${rows}`))[0]?.count);
    const entriesOf = (id: number) => count(`interactions WHERE contact_id = ${id}`);

    let app = await startApp(folder, settings);
    const visitor = new Visitor();
    const passwords = { password1: 'Nine blue teapots', password2: 'Nine blue teapots' };
    await visitor.submit(`${app.address}/accounts/register/`, { username: 'alice', ...passwords });
    for (const first_name of ['Jan', 'Janek']) await visitor.submit(`${app.address}/contacts/create/`, { first_name });
    await ask(
      server.url,
      `INSERT INTO interactions (user_id, contact_id, content)
     SELECT c.user_id, c.id, n || ' ' || repeat('word ', 20) FROM contacts c, generate_series(1, ${notes}) n WHERE c.id = 2`,
    );
    await visitor.submit(`${app.address}/tasks/create/`, { title: 'Call', contact: '2' });
    const merge = async () => {
      const path = `${app.address}/contacts/1/merge/`;
      const shown = shownChoices(
        'contacts',
        [
          { id: 1, columns: {} },
          { id: 2, columns: {} },
        ],
        {},
      );
      return visitor.submit(path, { with: '2', shown }, `${path}?with=2`);
    };
    // The merge has moved the entries when it waits for the task.
    const holder = new Client({ connectionString: server.url });
    await holder.connect();
    await holder.query('BEGIN; SELECT FROM tasks FOR UPDATE');
    const killed = merge().catch(() => undefined);
    const waiting = `pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE tasks%'`;
    await expect.poll(() => count(waiting), { timeout: 60_000 }).toBe(1);
    await endApp(app, 'SIGKILL');
    await killed;
    await holder.query('COMMIT');
    await holder.end();
    await expect.poll(() => count("pg_stat_activity WHERE query LIKE 'UPDATE tasks%'"), { timeout: 60_000 }).toBe(0);
    expect([await count('contacts'), await entriesOf(1), await entriesOf(2), await count('merges')]).toEqual([
      2,
      0,
      notes,
      0,
    ]);

    app = await startApp(folder, settings);
    expect((await merge()).status).toBe(303);
    expect(await entriesOf(1)).toBe(notes);
    const [done] = await ask<{ act_id: string }>(server.url, 'SELECT act_id FROM merges');
    await visitor.submit(`${app.address}/contacts/1/merge/${done?.act_id}/undo/`, {});
    await expect.poll(() => entriesOf(2), { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
    await endApp(app, 'SIGKILL');
    app = await startApp(folder, settings);
    await expect.poll(() => count('acts WHERE progress IS NOT NULL'), { timeout: 60_000 }).toBe(0);
    expect([await count('contacts'), await entriesOf(1), await entriesOf(2)]).toEqual([2, 0, notes]);
    await endApp(app, 'SIGTERM');
    await server.stop();
    removeData(folder);
  },
);
