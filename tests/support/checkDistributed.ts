import { expect } from 'vitest';
import { readCatalog } from './distributedCatalog.ts';
import { type Catalog, distributedFaults } from './distributedRules.ts';
import { recordedStatements } from './recordedStatements.ts';

let catalog: Catalog | undefined;
const seen = new Map<string, number>();

/**
 * Fails if the app has sent a statement, since the last call, that a distributed PostgreSQL refuses or asks of all
 * machines.
 */
export async function checkDistributedStatements(): Promise<void> {
  const fresh = [...recordedStatements].filter(([text, methods]) => seen.get(text) !== methods.size);
  if (fresh.length === 0) return;
  catalog ??= await readCatalog();
  const faults: Record<string, string[]> = {};
  for (const [text, methods] of fresh) {
    seen.set(text, methods.size);
    const found = distributedFaults(text, catalog, methods);
    if (found.length > 0) faults[text] = found;
  }
  expect(faults).toEqual({});
}
