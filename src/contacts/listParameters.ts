import type { ContactQuery } from './contacts.schema.ts';

/** The parameters of a list's address, without its page. */
export function listParameters({ page: _, sort, ...filters }: ContactQuery) {
  return { ...filters, sort: sort === 'newest' ? undefined : sort };
}
