import type { Company, Contact } from '../db/generated/client.ts';
import { companyName } from '../db/sql/companyName.ts';
import { nextTaskTitle } from '../db/sql/nextTaskTitle.ts';
import { selectList } from '../db/sql/statement.ts';
import type { NamedTag } from '../tags/tags.service.ts';
import { tagsOf } from '../tags/tagsOf.ts';
import type { ContactSort } from './contacts.schema.ts';

const columns = [
  ...(['id', 'first_name', 'last_name', 'position', 'email', 'phone', 'status', 'is_starred', 'open_tasks'] as const),
  ...(['next_due_date', 'last_contact_at', 'last_contact_type'] as const),
];

type ContactColumns = Pick<Contact, (typeof columns)[number]>;

/** A contact as a line of a list. */
export type ListedContact = ContactColumns & {
  company: Pick<Company, 'id' | 'name'> | null;
  /** The title of the most pressing open task. */
  next_title: string | null;
  tags: NamedTag[];
};

/** A row that `listedColumns` selects. */
export type ListedRow = ContactColumns &
  Pick<Contact, 'company_id'> & { company_name: string | null } & Pick<ListedContact, 'next_title' | 'tags'>;

/** SQL: columns of a contact `c`. */
export const listedColumns = `${selectList('c', columns)}, c.company_id, ${companyName('c.company_id')} AS company_name,
  ${nextTaskTitle} AS next_title, ${tagsOf('c')}`;

export function toListedContact({ company_id, company_name, ...contact }: ListedRow): ListedContact {
  return { ...contact, company: company_id === null ? null : { id: company_id, name: company_name ?? '' } };
}

/** The columns that the orders use. */
export const sortColumns = 'updated_at, sort_name, status, next_sort';

/** Every order ends in the id, so that equal values neither repeat nor vanish across pages. */
export const orders: Record<ContactSort, string> = {
  newest: 'updated_at DESC, id DESC',
  // Late, today and later, by date; then tasks without a date; then contacts without a task.
  next: 'next_sort, id',
  name: 'sort_name, id',
  status: 'status, sort_name, id',
};
