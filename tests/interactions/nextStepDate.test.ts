import { expect, test } from 'vitest';
import { nextStepDate } from '../../src/interactions/nextStepDate.ts';

test.each([
  ['none', '2026-11-22', null],
  ['tomorrow', '2026-12-31', '2027-01-01'],
  ['week', '2028-02-25', '2028-03-03'],
  ['month', '2026-01-31', '2026-02-28'],
  ['month', '2028-01-31', '2028-02-29'],
  ['month', '2026-12-15', '2027-01-15'],
  ['date', '2026-11-22', '2026-11-30'],
] as const)('%s from %s is %s', (next, today, date) => {
  expect(nextStepDate(next, '2026-11-30', today)).toBe(date);
});
