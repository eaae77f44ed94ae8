import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { addPeople } from './addPeople.service.ts';
import { findOrMakeCompanies } from './companies.service.ts';
import { findKnown } from './existingContacts.service.ts';
import { fillingOf, lockKnown, writeFills } from './fillIn.service.ts';
import type { Filled } from './importChanges.ts';
import type { ExistingChoice } from './imports.schema.ts';
import { type Again, sortOut } from './matchContacts.ts';
import { faultyText } from './problemTable.ts';
import type { People, Person } from './readPeople.ts';

/**
 * Writes down the people of a waiting import: all of them or none. False when it has been imported before, in whatever
 * window: then nothing is done.
 */
export function runImport(
  db: OwnedDb,
  id: number,
  people: People,
  existing: ExistingChoice,
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const begun = await tx.contactImport.updateMany({
      where: { id, state: 'waiting' },
      data: { state: 'done', done_at: now, file: new Uint8Array() },
    });
    if (begun.count === 0) return false;
    // Two at a time would make the same companies.
    await tx.lock();
    const { fresh, again } = await sortedOut(tx, people.good, existing);
    const done = await write(tx, id, fresh, existing === 'fill' ? again : [], now);
    const { used: filled, ...made } = done;
    const counts = { added: fresh.length, filled, skipped: again.length - filled, problems: people.faulty.length };
    const data = { ...counts, made: JSON.stringify(made), faulty: faultyText(people) };
    await tx.contactImport.updateMany({ where: { id }, data });
    return true;
  }, longTransaction);
}

/** Who is new and who is there already; `add` takes everybody for new. */
export async function sortedOut(db: OwnedDb, people: Person[], existing: ExistingChoice) {
  if (existing === 'add') return { fresh: people, again: [] };
  return sortOut(people, await findKnown(db, people));
}

async function write(tx: OwnedDb, id: number, fresh: Person[], again: Again[], now: Date) {
  const { fills, used } = fillingOf(again, await lockKnown(tx, again));
  const names = [...fresh.map(({ data }) => data.company_name), ...fills.map(({ company = '' }) => company)];
  const { idOf, made: companies } = await findOrMakeCompanies(tx, id, names, now);
  const contacts = await addPeople(tx, id, fresh, idOf, now);
  const filled = fills.map(({ company, ...fill }): Filled => {
    const company_id = idOf(company ?? '');
    return company_id === null ? fill : { ...fill, company_id };
  });
  await writeFills(tx, filled, now);
  return { contacts, companies, filled, used };
}
