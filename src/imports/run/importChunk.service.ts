import type { OwnedDb } from '../../db/owned.ts';
import { maxNotesLength } from '../../validation/formFields.ts';
import type { ImportMapping } from '../imports.schema.ts';
import { type Action, actionFor, People } from './applyRows.ts';
import { matchPeople } from './matchPeople.service.ts';
import { type Match, PeopleIndex } from './peopleIndex.ts';
import { headingFinder, type PartitionedRows, type PersonRow, toCompanyFields, toIncoming } from './rowPeople.ts';
import type { RowOutcome } from './rows.service.ts';
import { type CompanyToSave, saveCompanies } from './saveCompanies.service.ts';
import { insertPeople, loadPeople, updatePeople } from './savePeople.service.ts';
import type { StoredPerson } from './storedPerson.ts';
import { readTagIds, type TagIds } from './tagIds.service.ts';

interface ChunkOptions {
  act: number;
  mapping: ImportMapping;
  headers: string[];
  now: Date;
}

interface Planned {
  row: PersonRow;
  match: Match<PersonRow> | undefined;
  action: Action;
}

/** Writes some rows of a file; they may be about people of earlier rows. */
export async function importChunk(
  tx: OwnedDb,
  rows: PartitionedRows,
  { act, mapping, headers, now }: ChunkOptions,
): Promise<{ outcomes: RowOutcome[]; companies: number }> {
  const isFileOnly = mapping.existing === 'add';
  const likely = mapping.likely === 'add' ? 'ignore' : 'match';
  const matches = await matchPeople(tx, rows.people, { index: new PeopleIndex(), act, isFileOnly, likely });
  const planned = rows.people.map((row, at): Planned => {
    const match = matches[at];
    return { row, match, action: actionFor(row, match, mapping) };
  });
  const people = new People(await loadMatched(tx, planned), headingFinder(mapping.columns, headers), mapping.status);
  const tagIds = await readTagIds(tx, tagNames(planned, rows));
  const wanted = wantedCompanies(planned, rows, people.contacts, tagIds);
  const { index, created } = await saveCompanies(tx, wanted, { act, fillsExisting: mapping.existing !== 'skip', now });
  const outcomes = planned.map(({ row, match, action }): RowOutcome => {
    const company = row.company && index.find(row.company);
    const outcome = people.apply(row, toIncoming(row.person, company?.id ?? null, tagIds), action, match);
    return outcome === 'rejected'
      ? { number: row.number, outcome, errors: [notesTooLong] }
      : { number: row.number, outcome };
  });
  await insertPeople(tx, [...people.added.values()], now);
  await updatePeople(
    tx,
    [...people.changed].map((id) => people.contacts.get(id) as StoredPerson),
    now,
  );
  return { outcomes: [...outcomes, ...otherOutcomes(rows)], companies: created };
}

const notesTooLong = {
  field: 'notes',
  error: { key: 'forms.tooLong', params: { count: maxNotesLength } },
} as const;

function loadMatched(tx: OwnedDb, planned: Planned[]): Promise<Map<number, StoredPerson>> {
  const ids = planned.flatMap(({ match, action }) => (action === 'leave' ? [] : (match?.known.contact?.id ?? [])));
  return loadPeople(tx, [...new Set(ids)], 'FOR NO KEY UPDATE');
}

const isWritten = ({ action }: Planned) => action !== 'leave';

function tagNames(planned: Planned[], { companies }: PartitionedRows): string[] {
  const written = planned.filter(isWritten).map(({ row }) => row);
  return [...written, ...companies].flatMap((row) => [
    ...('person' in row ? row.person.tags : []),
    ...(row.company?.tags ?? []),
  ]);
}

/** Contacts are not moved from one company to another; a company that nobody would join is therefore not created. */
function wantedCompanies(
  planned: Planned[],
  { companies }: PartitionedRows,
  contacts: Map<number, StoredPerson>,
  tagIds: TagIds,
): CompanyToSave[] {
  const ofPeople = planned.filter(isWritten).flatMap(({ row, match, action }): CompanyToSave[] => {
    if (!row.company) return [];
    const current = contacts.get(match?.known.contact?.id ?? 0);
    const creates = !current || current.company_id === null || action === 'update';
    return [{ fields: toCompanyFields(row.company, tagIds), creates }];
  });
  return [
    ...ofPeople,
    ...companies.map(({ company }) => ({ fields: toCompanyFields(company, tagIds), creates: true })),
  ];
}

function otherOutcomes({ companies, rejected }: PartitionedRows): RowOutcome[] {
  return [
    ...companies.map(({ number }) => ({ number, outcome: 'company' }) as const),
    ...rejected.map(({ number, errors }) => ({ number, outcome: 'rejected', errors }) as const),
  ];
}
