import type { RecordRef } from '../activity/recordNames.service.ts';
import { type Reverted, revertField } from '../activity/revertField.service.ts';
import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { linksOf } from '../history/recordKinds.ts';
import { saveConflicts } from '../history/runActs.service.ts';
import { type Undone, undoAct } from '../history/undo.service.ts';
import type { UndoConflict } from '../history/undoPlan.ts';
import type { Moment } from '../i18n/dates.ts';
import type { MergeKind } from './mergedRecord.ts';
import { type EditedField, listEditedFields } from './openMerges.service.ts';

/** What the page asked about an edited field, and the answer. */
export interface FieldChoice extends EditedField {
  /** It gets the value from before the merge; otherwise it stays as it is. */
  isReverted: boolean;
}

interface Unmerge {
  kind: MergeKind;
  kept: number;
  act: number;
  choices: FieldChoice[];
}

/**
 * Undoes a merge: everything returns to its former record, and what was added later stays with the kept record. `kept`
 * in the result is what stayed although nobody chose it to.
 */
export function unmerge(db: OwnedDb, asked: Unmerge, at: Moment): Promise<Undone> {
  const unmerging = db.transaction((tx) => unmergeIn(tx, asked, at), longTransaction);
  return unmerging.catch((error: unknown): Undone => {
    if (error instanceof RefusedError) return error.undone;
    throw error;
  });
}

/** Rolls back the fields that were reverted. */
class RefusedError extends Error {
  constructor(readonly undone: Undone) {
    super(`The merge cannot be taken apart: ${undone.state}`);
  }
}

async function unmergeIn(tx: OwnedDb, { kind, kept: id, act, choices }: Unmerge, at: Moment): Promise<Undone> {
  const record = { kind, id };
  const answers = await revertFields(tx, record, choices, at);
  const edited = await listEditedFields(tx, kind, id, act);
  const undone = await undoAct(tx, act, { at: at.now });
  if (!('kept' in undone)) throw new RefusedError(undone);
  const kept = undone.kept.flatMap((conflict) =>
    isOf(record, conflict) ? unexpected(conflict, edited, answers.get(conflict.field)) : [conflict],
  );
  if (undone.kept.length > 0) await saveConflicts(tx, undone.act, kept);
  return { ...undone, kept };
}

type Answer = 'stays' | Reverted['state'];

/** Returns the answers by field. */
async function revertFields(
  tx: OwnedDb,
  record: RecordRef,
  choices: FieldChoice[],
  at: Moment,
): Promise<Map<string, Answer>> {
  for (const choice of choices) if (choice.isReverted) await lockTarget(tx, record, choice);
  const answers = new Map<string, Answer>();
  for (const { change, field, latest, isReverted } of choices)
    answers.set(field, isReverted ? (await revertField(tx, { record, change, latest }, at)).state : 'stays');
  return answers;
}

/** A link to a record that is deleted meanwhile would fail and abort the whole transaction. */
async function lockTarget(tx: OwnedDb, { kind }: RecordRef, { field, before }: FieldChoice): Promise<void> {
  const link = linksOf[kind].find((one) => one.field === field);
  if (link && before !== null) await tx.lockRecord(link.target, Number(before));
}

const isOf = ({ kind, id }: RecordRef, conflict: UndoConflict) => conflict.kind === kind && conflict.record_id === id;

/** A field that is as before the merge, or that was to stay, is no conflict. */
function unexpected(conflict: UndoConflict, edited: EditedField[], answer: Answer | undefined): UndoConflict[] {
  if (answer === 'stays' || !edited.some(({ field }) => field === conflict.field)) return [];
  return [answer === 'gone' ? { ...conflict, reason: 'no_parent' } : conflict];
}
