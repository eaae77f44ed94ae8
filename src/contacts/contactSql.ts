import type { Company, Contact } from '../db/generated/client.ts';
import { companyName } from '../db/sql/companyName.ts';
import type { ContactSort } from './contacts.schema.ts';

/** A contact as a line of a list. */
export type ListedContact = Pick<
  Contact,
  | 'id'
  | 'first_name'
  | 'last_name'
  | 'position'
  | 'email'
  | 'phone'
  | 'status'
  | 'open_tasks'
  | 'next_due_date'
  | 'last_interaction_at'
  | 'last_interaction_type'
> & { company: Pick<Company, 'id' | 'name'> | null };

/** What `listedColumns` gives for one contact. */
export type ListedRow = Omit<ListedContact, 'company'> &
  Pick<Contact, 'updated_at' | 'sort_name' | 'next_sort' | 'company_id'> & { company_name: string | null };

/** Of a contact `c`. */
export const listedColumns = `c.id, c.first_name, c.last_name, c.position, c.email, c.phone, c.status, c.open_tasks, c.next_due_date,
  c.last_interaction_at, c.last_interaction_type, c.updated_at, c.sort_name, c.next_sort, c.company_id, ${companyName('c.company_id')} AS company_name`;

export function listedContact(row: ListedRow): ListedContact {
  const { company_id, company_name } = row;
  return { ...row, company: company_id === null ? null : { id: company_id, name: company_name ?? '' } };
}

interface Order {
  /** The columns, with the way they go. Every order ends in the id, so that equal values neither repeat nor vanish across pages. */
  forward: string;
  backward: string;
  /** What tells where a contact stands in the order. */
  key: (keyof ListedRow)[];
}

export const orders: Record<ContactSort, Order> = {
  newest: {
    forward: 'c.updated_at DESC, c.id DESC',
    backward: 'c.updated_at, c.id',
    key: ['updated_at', 'id'],
  },
  // Late, today and later by their day, then without a day, then nothing planned.
  next: {
    forward: 'c.next_sort, c.id',
    backward: 'c.next_sort DESC, c.id DESC',
    key: ['next_sort', 'id'],
  },
  name: {
    forward: 'c.sort_name, c.id',
    backward: 'c.sort_name DESC, c.id DESC',
    key: ['sort_name', 'id'],
  },
  status: {
    forward: 'c.status, c.sort_name, c.id',
    backward: 'c.status DESC, c.sort_name DESC, c.id DESC',
    key: ['status', 'sort_name', 'id'],
  },
};
