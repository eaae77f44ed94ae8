import type { RecordTable } from '../db/owned.ts';

/** A table whose rows can be deleted with a record. */
export type Table = RecordTable | 'summaries';

/** The rows deleted with a record of each kind, in the order in which they can be restored; `:id` is the record's. */
export const cascade: Record<RecordTable, Partial<Record<Table, string>>> = {
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
  /** Only one row may have a target. */
  isUnique?: boolean;
}

/** Nullable links: cleared when their target is deleted, and set again when both rows are restored. */
export const links: Link[] = [
  { table: 'contacts', column: 'company_id', target: 'companies' },
  { table: 'tasks', column: 'contact_id', target: 'contacts' },
  { table: 'tasks', column: 'interaction_id', target: 'interactions' },
  { table: 'tasks', column: 'previous_id', target: 'tasks', isUnique: true },
];

/** The key of the link's pairs `[id, target]` in `trash.records`. */
export function linkKey({ table, column }: Pick<Link, 'table' | 'column'>): string {
  return `${table}.${column}`;
}
