import type { ContactSort } from './contacts.schema.ts';
import { orders, sortColumns } from './listedContact.ts';

/** The contacts of a list in its order, to be searched; `status` is the list's condition on the status as SQL. */
export function searchableContacts(sort: ContactSort, status: string) {
  return {
    table: 'contacts',
    where: status,
    first: (limit: number | string) =>
      `SELECT id, search_text, tag_ids, is_starred, source, ${sortColumns}, row_number() OVER () AS place FROM (
         SELECT * FROM contacts WHERE user_id = $1 AND ${status} ORDER BY ${orders[sort]} LIMIT ${limit}) c`,
    order: orders[sort],
    sortColumns,
  };
}
