import { Prisma } from '../db/generated/client.ts';

/** Parents come before their children: records are restored in this order, and removed in reverse. */
export const recordKinds = ['tags', 'companies', 'contacts', 'interactions', 'tasks'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** A summary is only deleted and restored with its contact. */
export const restorableKinds = [...recordKinds, 'summaries'] as const;
export type RestorableKind = (typeof restorableKinds)[number];

/** The fields must match those that the triggers pass to `track_changes`. */
export const trackedFields: Record<RecordKind, readonly string[]> = {
  tags: ['name', 'color', 'keep_in_touch_days'],
  companies: ['name', 'website', 'industry', 'address', 'phone', 'email', 'tax_id', 'tag_ids', 'notes', 'is_sample'],
  contacts: [
    'first_name',
    'last_name',
    'company_id',
    'position',
    'email',
    'email_label',
    'more_emails',
    'phone',
    'phone_label',
    'more_phones',
    'address',
    'birthday',
    'source',
    'status',
    'status_since',
    'is_starred',
    'tag_ids',
    'keep_in_touch_days',
    'touch_snoozed_until',
    'notes',
    'is_sample',
  ],
  interactions: ['contact_id', 'interaction_type', 'content', 'occurred_at', 'is_sample'],
  tasks: [
    'title',
    'description',
    'status',
    'due_date',
    'due_time',
    'priority',
    'repeat',
    'contact_id',
    'interaction_id',
    'repeat_from',
    'previous_id',
    'completed_at',
    'is_sample',
  ],
};

export function isTracked(kind: RestorableKind, field: string): boolean {
  return kind !== 'summaries' && trackedFields[kind].includes(field);
}

export interface Link {
  field: string;
  target: RecordKind;
  isRequired?: boolean;
  /** At most one record may point to the same target. */
  isUnique?: boolean;
}

export const linksOf: Record<RestorableKind, readonly Link[]> = {
  tags: [],
  companies: [],
  contacts: [{ field: 'company_id', target: 'companies' }],
  interactions: [{ field: 'contact_id', target: 'contacts', isRequired: true }],
  tasks: [
    { field: 'contact_id', target: 'contacts' },
    { field: 'interaction_id', target: 'interactions' },
    { field: 'previous_id', target: 'tasks', isUnique: true },
  ],
  summaries: [{ field: 'contact_id', target: 'contacts', isRequired: true }],
};

export const idColumn = (kind: RestorableKind): string => (kind === 'summaries' ? 'contact_id' : 'id');

/** The columns that are restored. A deleted record may have others that the table no longer has. */
export const columnsOf: Record<RestorableKind, readonly string[]> = {
  tags: Object.keys(Prisma.TagScalarFieldEnum),
  companies: Object.keys(Prisma.CompanyScalarFieldEnum),
  contacts: Object.keys(Prisma.ContactScalarFieldEnum),
  interactions: Object.keys(Prisma.InteractionScalarFieldEnum),
  tasks: Object.keys(Prisma.TaskScalarFieldEnum),
  summaries: Object.keys(Prisma.SummaryScalarFieldEnum),
};

/** SQL: the rows `x` that depend on a record `r`, and that must not be deleted with it unasked. */
export const dependents: Record<RecordKind, readonly { kind: RecordKind; where: string }[]> = {
  tags: [
    { kind: 'contacts', where: `x.tag_ids @> ARRAY[r.id] AND x.tag_ids <> '{}'` },
    { kind: 'companies', where: `x.tag_ids @> ARRAY[r.id] AND x.tag_ids <> '{}'` },
  ],
  companies: [{ kind: 'contacts', where: 'x.company_id = r.id' }],
  contacts: [
    { kind: 'interactions', where: 'x.contact_id = r.id' },
    { kind: 'tasks', where: 'x.contact_id = r.id' },
  ],
  interactions: [],
  tasks: [],
};
