// kill -9 in the middle of a merge leaves all or nothing of it; in the middle of taking it apart, that is finished
// later.
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { shownChoices } from '../../src/merge/merge.schema.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { KillableApp } from './killableApp.ts';

const notes = 6_000;

test.runIf(exhaustive)(
  'a killed merge is all or nothing, also when it is taken apart',
  { timeout: 180_000 },
  async () => {
    const entriesOf = (id: number) => app.count(`interactions WHERE contact_id = ${id}`);

    const app = await KillableApp.start();
    const { visitor } = app;
    for (const first_name of ['Jan', 'Janek']) await visitor.submit(`${app.address}/contacts/create/`, { first_name });
    await app.ask(`INSERT INTO interactions (user_id, contact_id, content)
     SELECT c.user_id, c.id, n || ' ' || repeat('word ', 20) FROM contacts c, generate_series(1, ${notes}) n WHERE c.id = 2`);
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
    const holder = new Client({ connectionString: app.url });
    await holder.connect();
    await holder.query('BEGIN; SELECT FROM tasks FOR UPDATE');
    const killed = merge().catch(() => undefined);
    const waiting = `pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE tasks%'`;
    await expect.poll(() => app.count(waiting), { timeout: 60_000 }).toBe(1);
    await app.kill();
    await killed;
    await holder.query('COMMIT');
    await holder.end();
    await expect
      .poll(() => app.count("pg_stat_activity WHERE query LIKE 'UPDATE tasks%'"), { timeout: 60_000 })
      .toBe(0);
    expect([await app.count('contacts'), await entriesOf(1), await entriesOf(2)]).toEqual([2, 0, notes]);
    expect(await app.count(`tasks WHERE contact_id = 2`)).toBe(1);
    expect([await app.count('merges'), await app.count(`acts WHERE cause = 'merge'`)]).toEqual([0, 0]);

    await app.restart();
    expect((await merge()).status).toBe(303);
    expect(await entriesOf(1)).toBe(notes);
    const [done] = await app.ask<{ act_id: string }>('SELECT act_id FROM merges');
    await visitor.submit(`${app.address}/contacts/1/merge/${done?.act_id}/undo/`, {});
    await expect.poll(() => entriesOf(2), { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
    await app.kill();
    expect(await entriesOf(2)).toBeLessThan(notes);
    await app.restart();
    await expect.poll(() => app.count('acts WHERE progress IS NOT NULL'), { timeout: 60_000 }).toBe(0);
    expect([await app.count('contacts'), await entriesOf(1), await entriesOf(2)]).toEqual([2, 0, notes]);
    expect(await app.count(`tasks WHERE contact_id = 2`)).toBe(1);
    await app.end();
  },
);
