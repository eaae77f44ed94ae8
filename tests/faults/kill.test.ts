import { expect, test } from 'vitest';
import { exhaustive } from '../support/exhaustive.ts';
import { killRepeatedly } from './kill.ts';

// Every third kill takes PostgreSQL along.
const kills = exhaustive ? 100 : 3;

test('every contact that was answered with 303 outlives kill -9 of the application', {
  timeout: 60_000 + kills * 20_000,
}, async () => {
  const outcome = await killRepeatedly(kills);
  expect(outcome).toMatchObject({ lost: [], doubled: [] });
  expect(outcome.answered).toBeGreaterThanOrEqual(kills);
});
