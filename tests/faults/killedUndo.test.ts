// kill -9 in the middle of a large undo: after the restart it is finished.
import { expect, test } from 'vitest';
import { embeddedUrl } from '../../src/db/embedded/embedded.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { KillableApp } from './killableApp.ts';

const notes = 6_000;

test.runIf(exhaustive)(
  'an undo that was killed in the middle goes on after the restart',
  { timeout: 180_000 },
  async () => {
    const app = await KillableApp.start();
    expect(embeddedUrl(app.folder)).toBe(app.url);
    const { visitor } = app;
    await visitor.submit(`${app.address}/contacts/create/`, { first_name: 'Jan' });
    await app.ask(`INSERT INTO interactions (user_id, contact_id, content)
     SELECT c.user_id, c.id, n || ' ' || repeat('word ', 20) FROM contacts c, generate_series(1, ${notes}) n`);
    await visitor.submit(`${app.address}/contacts/1/delete/`, {});
    await expect.poll(() => app.count('contacts'), { timeout: 60_000 }).toBe(0);
    const [last] = await app.ask<{ act_id: string }>(
      `SELECT max(act_id) AS act_id FROM changes WHERE operation = 'delete'`,
    );
    await visitor.submit(`${app.address}/activity/${last?.act_id}/undo/`, {});
    await expect.poll(() => app.count('interactions'), { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
    await app.kill();
    const killedAt = await app.count('interactions');
    expect(killedAt).toBeLessThan(notes);

    await app.restart();
    await expect.poll(() => app.count('acts WHERE progress IS NOT NULL'), { timeout: 60_000 }).toBe(0);
    expect([await app.count('contacts'), await app.count('interactions')]).toEqual([1, notes]);
    await app.end();
  },
);
