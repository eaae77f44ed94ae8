import type { Request, Response } from 'express';
import type { Cause } from '../db/acts.ts';
import type { RecordKind } from '../history/recordKinds.ts';
import { undoableSince } from '../history/undoWindow.ts';
import { currentTime, ownedDb } from '../http/request.ts';
import type { Translate } from '../i18n/translate.ts';
import { type ActorNames, readActorNames } from './actors.ts';
import { listFirstLines, maxShownLines, type SummaryGroup, summarizeActs } from './actSummaries.service.ts';
import type { Act } from './acts.service.ts';
import { actTitle, describedAct, mainKind, namedRecords, singleChanged } from './actTitle.ts';
import type { ChangeLine } from './changeLines.service.ts';
import { type FieldChangeText, fieldChangeText, mentionedRecords } from './changeText.ts';
import { type CommonChange, commonTags, listCommonChanges } from './commonChanges.service.ts';
import { listMergeActs } from './merges.service.ts';
import { type RecordNames, type RecordRef, readRecordNames } from './recordNames.service.ts';
import type { Language } from './recordText.ts';

export interface ShownAct
  extends Pick<Act, 'id' | 'type' | 'at' | 'is_running' | 'is_open' | 'undone_at' | 'undone_by'> {
  title: string;
  kind: RecordKind | undefined;
  fields: FieldChangeText[];
  hasMoreFields: boolean;
  who: string;
  why: string;
  canUndo: boolean;
}

export async function showActs(req: Request, res: Response, acts: Act[]): Promise<ShownAct[]> {
  const db = ownedDb(req);
  const described = [...new Set(acts.map(describedAct))];
  const [groups, lines] = await Promise.all([summarizeActs(db, described), listFirstLines(db, described)]);
  const merges = (await listMergeActs(db, described)).map(({ act_id, kind, kept_id: id }) => ({ act_id, kind, id }));
  const common = await listCommonChanges(db, groups);
  const mentioned = [...mentionedRecords(lines), ...merges, ...commonTags(common)];
  const names = await readRecordNames(db, [...namedRecords(groups), ...mentioned]);
  const actors = await readActorNames(
    req,
    res.locals.t,
    acts.map(({ actor_id }) => actor_id),
  );
  const since = undoableSince(currentTime(req));
  return acts.map((act) => toShown(act, { language: res.locals, groups, lines, merges, common, names, actors, since }));
}

interface Known {
  language: Language;
  groups: SummaryGroup[];
  lines: ChangeLine[];
  merges: (RecordRef & { act_id: number })[];
  common: CommonChange[];
  names: RecordNames;
  actors: ActorNames;
  since: Date;
}

function toShown(act: Act, { language, groups, lines, merges, common, names, actors, since }: Known): ShownAct {
  const { id, type, at, is_running, is_open, undone_at, undone_by } = act;
  const own = groups.filter(({ act_id }) => act_id === describedAct(act));
  const kept = merges.find(({ act_id }) => act_id === describedAct(act));
  const changed = common.find(({ act_id }) => act_id === describedAct(act));
  const fields = fieldsOf(act, own, lines);
  return {
    ...{ id, type, at, is_running, is_open, undone_at, undone_by },
    title: actTitle(language, act, { groups: own, kept, common: changed, names }),
    kind: mainKind(own),
    fields: fields.slice(0, maxShownLines).map((line) => fieldChangeText(language, names, line)),
    hasMoreFields: fields.length > maxShownLines,
    who: actors(act.actor_id),
    why: titleSaysWhy(act, kept) ? '' : whyText(language.t, act.cause, type !== 'act'),
    canUndo: is_open && !is_running && at > since,
  };
}

function fieldsOf(act: Act, groups: SummaryGroup[], lines: ChangeLine[]): ChangeLine[] {
  const changed = act.cause === 'restore' && act.type !== 'act' ? undefined : singleChanged(groups);
  if (!changed) return [];
  return lines.filter(
    ({ act_id, kind, record_id }) => act_id === describedAct(act) && kind === changed.kind && record_id === changed.id,
  );
}

/** The title says that records were merged, and that an act was undone or done again. */
function titleSaysWhy({ type, cause }: Act, kept: RecordRef | undefined): boolean {
  return type === 'act' ? kept !== undefined : cause === 'undo';
}

export function whyText(t: Translate, cause: Cause, isUndo: boolean): string {
  return t(cause === 'restore' && !isUndo ? 'history.why.revert' : `history.why.${cause}`);
}
