import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { addContacts, findOrCreateCompanies } from './addContacts.service.ts';
import { type FilledContact, findFills, lockContacts, saveFills } from './fillEmptyFields.service.ts';
import type { ExistingAction, RejectedRows } from './imports.schema.ts';
import { type MatchedPeople, matchContacts } from './matchContacts.service.ts';
import type { ImportedPerson } from './parsePeople.ts';

interface ImportRows {
  people: ImportedPerson[];
  rejected: RejectedRows;
  existing: ExistingAction;
}

/** Writes the people of a waiting import, all or none; false when it was imported before, and nothing is written. */
export function runImport(
  db: OwnedDb,
  id: number,
  { people, rejected, existing }: ImportRows,
  now: Date,
): Promise<boolean> {
  return db.withCause('import').transaction(async (tx) => {
    const started = await tx.contactImport.updateMany({
      where: { id, state: 'waiting' },
      data: { state: 'done', done_at: now, file: new Uint8Array() },
    });
    if (started.count === 0) return false;
    // Two imports at a time would create the same companies.
    await tx.lock();
    const matched = await matchContacts(tx, people, existing);
    const filledRows = await writeChanges(tx, id, matched, existing, now);
    await tx.contactImport.updateMany({
      where: { id },
      data: {
        added: matched.new.length,
        filled: filledRows,
        skipped: matched.duplicates.length - filledRows,
        problems: rejected.rows.length,
        act_id: await tx.act(),
        rejected,
      },
    });
    return true;
  }, longTransaction);
}

async function writeChanges(
  tx: OwnedDb,
  id: number,
  matched: MatchedPeople,
  existing: ExistingAction,
  now: Date,
): Promise<number> {
  const duplicates = existing === 'fill' ? matched.duplicates : [];
  const { fills, filledRows } = findFills(duplicates, await lockContacts(tx, duplicates));
  const companyNames = [
    ...matched.new.map(({ data }) => data.company_name),
    ...fills.map(({ companyName = '' }) => companyName),
  ];
  const companyId = await findOrCreateCompanies(tx, id, companyNames, now);
  await addContacts(tx, id, matched.new, companyId, now);
  const filled = fills.map(({ companyName, ...fill }): FilledContact => {
    const company_id = companyId(companyName ?? '');
    return company_id === null ? fill : { ...fill, company_id };
  });
  await saveFills(tx, filled, now);
  return filledRows;
}
