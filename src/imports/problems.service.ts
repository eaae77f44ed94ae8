import type { OwnedDb } from '../db/owned.ts';
import { type FaultyRows, faultyIn } from './problemTable.ts';

/** The rows that were left out of an import that is done. @throws when there is none (404) */
export async function getFaultyRows(db: OwnedDb, id: number): Promise<FaultyRows> {
  const found = await db.contactImport.findUniqueOrThrow({ where: db.key(id), select: { faulty: true } });
  return faultyIn(found.faulty);
}
