// Many rows are read in batches, in their order.
import { expect, test } from 'vitest';
import { readBatches } from '../../src/export/batches.ts';

test('asks for the rows of some ids at a time', async () => {
  const ids = Array.from({ length: 450 }, (_, n) => n);
  const batches: number[][] = [];
  for await (const rows of readBatches(ids, async (some) => some)) batches.push(rows);
  expect(batches.map(({ length }) => length)).toEqual([200, 200, 50]);
  expect(batches.flat()).toEqual(ids);
});
