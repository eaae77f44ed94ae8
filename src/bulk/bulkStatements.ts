import type { BulkAction, BulkKind } from './bulkKinds.ts';

const selected = 'user_id = $1 AND id = ANY(:ids::int[])';

/** SQL: what an action does with the records `:ids`. @throws Error for an action that this kind does not have */
export function bulkStatement(kind: BulkKind, action: BulkAction): string {
  const statement = { ...ofAnyKind(kind), ...(kind === 'contacts' ? ofContacts : ofCompanies) }[action];
  if (statement === undefined) throw new Error(`There is no ${action} of ${kind}`);
  return statement;
}

/** Skips records that already have the value, so that the history and Undo contain changed records only. */
function ofAnyKind(kind: BulkKind): Partial<Record<BulkAction, string>> {
  return {
    add_tags: `UPDATE ${kind} SET tag_ids = ARRAY(SELECT DISTINCT unnest(tag_ids || :tags::int[]) ORDER BY 1), updated_at = now()
      WHERE ${selected} AND NOT tag_ids @> :tags::int[]`,
    remove_tags: `UPDATE ${kind} SET tag_ids = ARRAY(SELECT t FROM unnest(tag_ids) t WHERE t <> ALL (:tags::int[])), updated_at = now()
      WHERE ${selected} AND tag_ids && :tags::int[]`,
    delete: `DELETE FROM ${kind} WHERE ${selected}`,
  };
}

const ofContacts: Partial<Record<BulkAction, string>> = {
  status: `UPDATE contacts SET status = :status::"ContactStatus", updated_at = now()
    WHERE ${selected} AND status <> :status::"ContactStatus"`,
  source: `UPDATE contacts SET source = :source, updated_at = now() WHERE ${selected} AND source <> :source`,
  rhythm: `UPDATE contacts SET keep_in_touch_days = :days::int, updated_at = now()
    WHERE ${selected} AND keep_in_touch_days IS DISTINCT FROM :days::int`,
  star: `UPDATE contacts SET is_starred = true, updated_at = now() WHERE ${selected} AND NOT is_starred`,
  unstar: `UPDATE contacts SET is_starred = false, updated_at = now() WHERE ${selected} AND is_starred`,
  next_step: `INSERT INTO tasks (user_id, contact_id, title, due_date)
    SELECT $1::int, c.id, :title::text, :due_date::date FROM contacts c WHERE c.user_id = $1 AND c.id = ANY(:ids::int[]) ORDER BY c.id`,
};

const ofCompanies: Partial<Record<BulkAction, string>> = {
  industry: `UPDATE companies SET industry = :industry, updated_at = now() WHERE ${selected} AND industry <> :industry`,
};
