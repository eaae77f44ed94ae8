import type { RequestHandler } from 'express';
import { isStalled } from '../db/jobQueue.ts';
import type { Pagination } from '../db/paginate.ts';
import type { RecordKind } from '../history/recordKinds.ts';
import type { UndoConflict } from '../history/undoPlan.ts';
import { page } from '../http/page.ts';
import { bigIdParam, getDatabase, ownedDb } from '../http/request.ts';
import { pageNumber } from '../validation/queryFields.ts';
import { getAct } from './acts.service.ts';
import { type ChangeLine, listActLines } from './changeLines.service.ts';
import {
  type FieldChangeText,
  fieldChangeText,
  mentionedRecords,
  type WholeRecord,
  wholeRecord,
} from './changeText.ts';
import { fieldLabel } from './fieldLabel.ts';
import { type Progress, readProgress } from './progress.service.ts';
import { type RecordNames, type RecordRef, readRecordNames } from './recordNames.service.ts';
import { recordPath } from './recordPath.ts';
import { type Language, recordHeading } from './recordText.ts';
import { type ShownAct, showActs } from './shownActs.ts';
import { visibleConflicts } from './visibleChanges.ts';

interface ShownRecord {
  kind: RecordKind;
  heading: string;
  href: string | undefined;
}

interface ShownLine {
  whole: WholeRecord;
  change: FieldChangeText | undefined;
  isUndone: boolean;
}

interface ShownConflict extends ShownRecord {
  label: string | undefined;
  reason: UndoConflict['reason'];
}

interface Locals {
  act: ShownAct;
  records: (ShownRecord & { lines: ShownLine[] })[];
  pagination: Pagination;
  kept: ShownConflict[];
  keptCount: number;
  isStalled: boolean;
  progress: Progress | undefined;
}

const view = page<Locals>('history/act');
const maxShownConflict = 100;
const refreshSeconds = 2;

export const showAct: RequestHandler = async (req, res) => {
  const [db, id] = [ownedDb(req), bigIdParam(req)];
  const act = await getAct(db, id);
  const [shown] = (await showActs(req, res, [act])) as [ShownAct];
  const { rows, pagination } = await listActLines(db, id, pageNumber.parse(req.query['page']));
  const stayed = visibleConflicts(act.kept ?? []);
  const kept = stayed.slice(0, maxShownConflict);
  const names = await readRecordNames(db, [...mentionedRecords(rows), ...kept.map(conflictRef)]);
  const progress = act.is_running ? await readProgress(db, act) : undefined;
  view(res, {
    title: res.locals.t('history.act.heading'),
    section: 'none',
    refreshSeconds: progress && refreshSeconds,
    act: shown,
    records: groupByRecord(res.locals, names, rows),
    pagination,
    kept: kept.map((one) => toShownConflict(res.locals, names, one)),
    keptCount: stayed.length,
    progress,
    isStalled: act.is_running && (await isStalled(getDatabase(req).pool, 'continueAct', { user: db.userId, id })),
  });
};

function groupByRecord(language: Language, names: RecordNames, lines: ChangeLine[]): Locals['records'] {
  const groups: { ref: RecordRef; lines: ShownLine[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const shown = toShownLine(language, names, line);
    if (last?.ref.kind === line.kind && last.ref.id === line.record_id) last.lines.push(shown);
    else groups.push({ ref: { kind: line.kind, id: line.record_id }, lines: [shown] });
  }
  return groups.map(({ ref, lines: those }) => ({ ...toShownRecord(language, names, ref), lines: those }));
}

function toShownLine(language: Language, names: RecordNames, line: ChangeLine): ShownLine {
  const change = line.operation === 'update' ? fieldChangeText(language, names, line) : undefined;
  return { whole: wholeRecord(line), change, isUndone: line.is_undone };
}

function toShownRecord(language: Language, names: RecordNames, ref: RecordRef): ShownRecord {
  const found = names.find(ref);
  const heading = recordHeading(language, names, ref);
  return { kind: ref.kind, heading, href: found?.exists ? recordPath(found) : undefined };
}

const conflictRef = ({ kind, record_id }: UndoConflict): RecordRef => ({ kind: kind as RecordKind, id: record_id });

function toShownConflict(language: Language, names: RecordNames, kept: UndoConflict): ShownConflict {
  const ref = conflictRef(kept);
  const field = { kind: ref.kind, field: kept.field };
  const label = kept.field === '' ? undefined : fieldLabel(language.t, field);
  return { ...toShownRecord(language, names, ref), label, reason: kept.reason };
}
