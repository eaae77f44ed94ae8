import { expect, test } from 'vitest';
import { killRepeatedly } from './kill.ts';

test('every contact that was answered with 303 outlives kill -9 of the application', { timeout: 120_000 }, async () => {
  const outcome = await killRepeatedly(5);
  expect(outcome).toMatchObject({ lost: [], doubled: [] });
  expect(outcome.answered).toBeGreaterThanOrEqual(5);
});
