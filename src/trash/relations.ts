import type { RecordTable } from '../db/owned.ts';

/** A table whose rows go with a record. */
export type Table = RecordTable | 'summaries';

/** Of each kind of record the rows that go with it; `:id` is its own. Those that others depend on come first. */
export const goesWith: Record<RecordTable, Partial<Record<Table, string>>> = {
  companies: { companies: 'id = :id::int' },
  contacts: {
    contacts: 'id = :id::int',
    interactions: 'contact_id = :id::int',
    tasks: 'contact_id = :id::int',
    summaries: 'contact_id = :id::int',
  },
  interactions: { interactions: 'id = :id::int' },
  tasks: { tasks: 'id = :id::int' },
};

export interface Link {
  table: RecordTable;
  column: string;
  target: RecordTable;
  /** At most one row may have it. */
  isUnique?: boolean;
}

/** Links that may be empty: lost when their target goes, set again when both ends are back. */
export const links: Link[] = [
  { table: 'contacts', column: 'company_id', target: 'companies' },
  { table: 'tasks', column: 'contact_id', target: 'contacts' },
  { table: 'tasks', column: 'interaction_id', target: 'interactions' },
  { table: 'tasks', column: 'previous_id', target: 'tasks', isUnique: true },
];

/** Under which its pairs `[id, target]` are kept. */
export function nameOf({ table, column }: Pick<Link, 'table' | 'column'>): string {
  return `${table}.${column}`;
}
