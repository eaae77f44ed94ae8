import type { RestorableKind } from './recordKinds.ts';
import { type Root, subtreeSql } from './subtree.ts';

export interface UndoConflict {
  kind: string;
  record_id: number;
  field: string;
  reason: 'changed' | 'in_use' | 'no_parent';
}

export interface UndoPlan {
  act: number;
  /** 0 when there is none. */
  undo: number;
  isRedo: boolean;
  /** The act that carries out this undo. */
  by: number;
  root?: Root | undefined;
  /** The kinds that the act changed; absent when all kinds have to be searched. */
  kinds?: string[];
}

export interface UndoProgress {
  phase: number;
  after: number;
}

export interface UndoPhase {
  action: 'restore' | 'recompute' | 'remove';
  kind: RestorableKind;
}

/** SQL condition: whether the change `c` is in the part that is undone. The id of that part is bound at `place`. */
export function inPart({ root }: UndoPlan, place: string): string {
  return root ? `AND (${subtreeSql(root.kind, place)})` : '';
}

export function partValues({ root }: UndoPlan): number[] {
  return root ? [root.id] : [];
}
