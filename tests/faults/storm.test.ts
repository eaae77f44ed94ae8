import { expect, test } from 'vitest';
import { exhaustive } from '../support/exhaustive.ts';
import { storm } from './storm.ts';

test.runIf(exhaustive)(
  'app killed, database killed, connections dropped under load: nothing lost, nothing wrong, 503 at worst',
  { timeout: 900_000 },
  async () => {
    const outcome = await storm(30);
    expect(outcome).toMatchObject({ lost: 0, wrong: 0, broken: 0, faults: { app: 10, database: 10, connections: 10 } });
    expect(outcome.answered).toBeGreaterThanOrEqual(30);
  },
);
