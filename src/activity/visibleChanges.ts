import type { UndoConflict } from '../history/undoPlan.ts';

/** Fields for internal use; their changes are not shown. */
const technicalFields = ['status_since', 'is_sample', 'repeat_from', 'previous_id', 'interaction_id', 'completed_at'];

/** SQL condition: whether the change `c` is shown. */
export const isVisible = `c.kind <> 'summaries' AND c.field NOT IN (${technicalFields.map((field) => `'${field}'`).join(', ')})`;

export function isVisibleField(field: string): boolean {
  return field !== '' && !technicalFields.includes(field);
}

export function visibleConflicts(kept: UndoConflict[]): UndoConflict[] {
  return kept.filter(({ kind, field }) => kind !== 'summaries' && (field === '' || isVisibleField(field)));
}

/** SQL: the columns of a ChangeLine, with values truncated to `maxLength`. */
export const lineColumns = (maxLength: number) => `c.id, c.act_id, c.kind, c.record_id, c.operation, c.field,
  left(c.old #>> '{}', ${maxLength}) AS old, left(c.new #>> '{}', ${maxLength}) AS new,
  c.is_cascade, c.by_undo, c.undone_by IS NOT NULL AS is_undone`;
