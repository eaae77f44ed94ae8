/** The lists that support bulk changes. */
export type BulkKind = 'contacts' | 'companies';

const ofContacts = [
  'status',
  'add_tags',
  'remove_tags',
  'source',
  'rhythm',
  'star',
  'unstar',
  'next_step',
  'delete',
] as const;
const ofCompanies = ['industry', 'add_tags', 'remove_tags', 'delete'] as const;

export const bulkActions = { contacts: ofContacts, companies: ofCompanies } satisfies Record<
  BulkKind,
  readonly string[]
>;
export type BulkAction = (typeof ofContacts)[number] | (typeof ofCompanies)[number];

/** `action` comes from a form. */
export function isActionOf(kind: BulkKind, action: string): boolean {
  return (bulkActions[kind] as readonly string[]).includes(action);
}
