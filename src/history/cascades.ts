import type { RecordKind } from './recordKinds.ts';

interface Cascade {
  kind: RecordKind;
  /** SQL condition: whether the row `x` of this kind belongs to the record `$2`. */
  belongs: string;
  /** SQL: deletes or unlinks rows. `$3` is the replacement of a tag. */
  step: string;
}

/** The rows that are deleted or unlinked before a large record itself. */
export const cascades: Record<RecordKind, readonly Cascade[]> = {
  tags: [untag('contacts'), untag('companies')],
  companies: [
    { kind: 'contacts', belongs: 'x.company_id = $2::int', step: 'UPDATE contacts SET company_id = NULL WHERE' },
  ],
  contacts: [
    { kind: 'tasks', belongs: 'x.contact_id = $2::int', step: 'DELETE FROM tasks WHERE' },
    { kind: 'interactions', belongs: 'x.contact_id = $2::int', step: 'DELETE FROM interactions WHERE' },
  ],
  interactions: [],
  tasks: [],
};

function untag(kind: RecordKind): Cascade {
  const rest = 'array_remove(tag_ids, $2::int) || array_remove(ARRAY[$3::int], NULL)';
  return {
    kind,
    belongs: "x.tag_ids @> ARRAY[$2::int] AND x.tag_ids <> '{}'",
    step: `UPDATE ${kind} SET tag_ids = ${rest} WHERE`,
  };
}
