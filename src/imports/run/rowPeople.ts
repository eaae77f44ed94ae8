import type { ColumnChoice } from '../columns.ts';
import type { ImportedRow, RowError } from '../importedRow.ts';
import type { Incoming, NotedField } from './mergePerson.ts';
import type { Identity } from './peopleIndex.ts';
import type { CompanyFields } from './storedCompany.ts';
import type { TagIds } from './tagIds.service.ts';

export type Person = NonNullable<ImportedRow['person']>;
export type Company = NonNullable<ImportedRow['company']>;

/** A row that names a person. */
export interface PersonRow {
  number: number;
  person: Person;
  company: Company | undefined;
  identity: Identity;
}

/** A row that names a company only. */
interface CompanyRow {
  number: number;
  company: Company;
}

interface RejectedRow {
  number: number;
  errors: RowError[];
}

export interface PartitionedRows {
  people: PersonRow[];
  companies: CompanyRow[];
  rejected: RejectedRow[];
}

/** `tags` are those of the whole file. */
export function partitionRows(rows: ImportedRow[], tags: string[]): PartitionedRows {
  const sorted: PartitionedRows = { people: [], companies: [], rejected: [] };
  for (const { number, person, company, errors } of rows) {
    if (errors.length > 0) sorted.rejected.push({ number, errors });
    else if (person) sorted.people.push(toPersonRow(number, withTags(person, tags), company));
    else if (company) sorted.companies.push({ number, company: withTags(company, tags) });
  }
  return sorted;
}

function withTags<Record extends { tags: string[] }>(record: Record, tags: string[]): Record {
  return { ...record, tags: [...record.tags, ...tags] };
}

function toPersonRow(number: number, person: Person, company: Company | undefined): PersonRow {
  return {
    number,
    person,
    company: company ?? namedCompany(person),
    identity: { ...person, company: person.company_name },
  };
}

function namedCompany({ company_name: name }: Person): Company | undefined {
  if (name === '') return undefined;
  return { name, website: '', industry: '', address: '', phone: '', email: '', tax_id: '', notes: '', tags: [] };
}

export function toCompanyFields({ tags, ...company }: Company, tagIds: TagIds): CompanyFields {
  return { ...company, tag_ids: tagIds(tags) };
}

export function toIncoming(
  { company_name: _, tags, ...person }: Person,
  company_id: number | null,
  tagIds: TagIds,
): Incoming {
  return { ...person, company_id, tag_ids: tagIds(tags) };
}

/** Returns a function that finds the heading of a field in the file. */
export function headingFinder(columns: ColumnChoice[], headers: string[]): (field: NotedField) => string {
  return (field) => headers[(columns as string[]).indexOf(field)] || field;
}
