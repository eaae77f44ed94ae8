import { expect, test } from 'vitest';
import { nextStep } from '../../src/contacts/nextStep.ts';

test.each([
  [0, null, 'none'],
  [1, null, 'later'],
  [1, '2026-11-21', 'late'],
  [3, '2026-11-22', 'today'],
  [2, '2026-11-23', 'later'],
] as const)('with %i open tasks, the next due %s, it is %s', (open_tasks, due, step) => {
  expect(nextStep({ open_tasks, next_due_date: due && new Date(due) }, '2026-11-22')).toBe(step);
});
