import { expect, test } from 'vitest';
import { heapFlags } from '../../src/build/heapFlags.mjs';

const gigabyte = 2 ** 30;

test.each([
  ['a container of half a gigabyte', 1, 0.5, true],
  ['a small server with two processes', 2, 1, true],
  ['a server of a gigabyte with one process', 1, 1, false],
  ['a laptop with two processes', 2, 16, false],
])('%s collects garbage early: %i processes, %d GB, %s', (_, processes, size, isTight) => {
  expect(heapFlags(processes, size * gigabyte).includes('--heap-growing-percent=20')).toBe(isTight);
});

test('without a figure it goes by this machine', () => {
  expect(heapFlags(1_000)).toContain('--heap-growing-percent=20');
});
