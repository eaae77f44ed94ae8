import type { UndoConflict } from '../history/undoPlan.ts';

/** The application keeps these fields for itself; nobody is shown their changes. */
const technicalFields = ['status_since', 'is_sample', 'repeat_from', 'previous_id', 'interaction_id', 'completed_at'];

/** SQL condition on a change `c`. */
export const isVisible = `c.kind <> 'summaries' AND c.field NOT IN (${technicalFields.map((field) => `'${field}'`).join(', ')})`;

export function isVisibleField(field: string): boolean {
  return field !== '' && !technicalFields.includes(field);
}

export function visibleConflicts(kept: UndoConflict[]): UndoConflict[] {
  return kept.filter(({ kind, field }) => kind !== 'summaries' && (field === '' || isVisibleField(field)));
}

/** SQL: the columns of a ChangeLine, with values cut by `maxLength`. */
export const lineColumns = (maxLength: number) => `c.id, c.act_id, c.kind, c.record_id, c.operation, c.field,
  left(c.old #>> '{}', ${maxLength}) AS old, left(c.new #>> '{}', ${maxLength}) AS new,
  c.is_cascade, c.by_undo, c.undone_by IS NOT NULL AS is_undone`;
