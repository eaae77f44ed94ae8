import { expect, test } from 'vitest';
import { storm } from './storm.ts';

test('app killed, database killed, connections dropped under load: nothing lost, nothing wrong, 503 at worst', {
  timeout: 240_000,
}, async () => {
  const outcome = await storm(6);
  expect(outcome).toMatchObject({ lost: 0, wrong: 0, broken: 0, faults: { app: 2, database: 2, connections: 2 } });
  expect(outcome.answered).toBeGreaterThanOrEqual(6);
});
