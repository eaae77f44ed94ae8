import { expect, test } from 'vitest';
import { poolSize } from '../../src/db/client.ts';
import { memorySettings } from '../../src/db/embedded/memory.ts';

const gigabyte = 2 ** 30;

test.each([
  [gigabyte / 4, '64MB', '4MB'],
  [gigabyte, '128MB', '4MB'],
  [4 * gigabyte, '512MB', '16MB'],
  [64 * gigabyte, '1024MB', '32MB'],
])('of a machine with %i bytes the buffers take a share', (bytes, shared_buffers, work_mem) => {
  expect(memorySettings(bytes)).toMatchObject({ shared_buffers, work_mem });
});

test('processes share the connections, and each has some', () => {
  expect([1, 2, 4, 16].map(poolSize)).toEqual([16, 8, 4, 4]);
});
