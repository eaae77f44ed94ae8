import { type Request, type Response, Router } from 'express';
import { truncate } from '../core/truncate.ts';
import type { Pagination } from '../db/paginate.ts';
import { type RecordKind, recordKinds } from '../history/recordKinds.ts';
import { page } from '../http/page.ts';
import { bigIdParam, idParam, ownedDb } from '../http/request.ts';
import { pageNumber } from '../validation/queryFields.ts';
import { type ActorNames, readActorNames } from './actors.ts';
import { listRecordChanges, type RecordChange } from './changeLines.service.ts';
import {
  type FieldChangeText,
  fieldChangeText,
  mentionedRecords,
  type WholeRecord,
  wholeRecord,
} from './changeText.ts';
import { type RecordNames, type RecordRef, readRecordNames } from './recordNames.service.ts';
import { recordPath } from './recordPath.ts';
import { type Language, recordHeading } from './recordText.ts';
import { navSection, revertFromPage, showRevert } from './revertFieldPage.ts';
import { whyText } from './shownActs.ts';

export const recordHistoryRouter = Router();

interface ShownChange extends Pick<RecordChange, 'id' | 'is_undone' | 'is_latest'> {
  whole: WholeRecord;
  text: FieldChangeText | undefined;
  revertsTo: string | undefined;
  canRevert: boolean;
}

interface ShownGroup extends Pick<RecordChange, 'act_id' | 'at'> {
  who: string;
  why: string;
  changes: ShownChange[];
}

interface Locals {
  record: RecordRef;
  heading: string;
  recordHref: string;
  groups: ShownGroup[];
  pagination: Pagination;
}

const view = page<Locals>('history/record');

for (const kind of recordKinds) {
  recordHistoryRouter.get(`/${kind}/:id/history`, (req, res) => showHistory(req, res, kind));
  recordHistoryRouter.get(`/${kind}/:id/history/:change/revert`, (req, res) =>
    showRevert(req, res, paramsOf(req, kind)),
  );
  recordHistoryRouter.post(`/${kind}/:id/history/:change/revert`, (req, res) =>
    revertFromPage(req, res, paramsOf(req, kind)),
  );
}

function paramsOf(req: Request, kind: RecordKind) {
  return { record: { kind, id: idParam(req) }, change: bigIdParam(req, 'change') };
}

async function showHistory(req: Request, res: Response, kind: RecordKind): Promise<void> {
  const [db, record] = [ownedDb(req), { kind, id: idParam(req) }];
  const { rows, pagination } = await listRecordChanges(db, record, pageNumber.parse(req.query['page']));
  const names = await readRecordNames(db, [record, ...mentionedRecords(rows)]);
  const actors = await readActorNames(
    req,
    res.locals.t,
    rows.map(({ actor_id }) => actor_id),
  );
  const heading = recordHeading(res.locals, names, record);
  const found = names.find(record);
  view(res, {
    title: res.locals.t('history.record.title', { name: heading }),
    section: navSection(kind),
    record,
    heading,
    recordHref: recordPath(found ?? record),
    groups: groupByAct(res.locals, names, actors, rows),
    pagination,
  });
}

function groupByAct(language: Language, names: RecordNames, actors: ActorNames, rows: RecordChange[]): ShownGroup[] {
  const groups: ShownGroup[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    const change = toShown(language, names, row);
    if (last?.act_id === row.act_id) last.changes.push(change);
    else groups.push({ ...headOf(language, actors, row), changes: [change] });
  }
  return groups;
}

function headOf({ t }: Language, actors: ActorNames, { act_id, at, actor_id, cause, is_undo }: RecordChange) {
  return { act_id, at, who: actors(actor_id), why: whyText(t, cause, is_undo) };
}

function toShown(language: Language, names: RecordNames, row: RecordChange): ShownChange {
  const { id, is_undone, is_latest, is_present } = row;
  const whole = wholeRecord(row);
  const text = whole ? undefined : fieldChangeText(language, names, row);
  const revertsTo = text && shorten(text.old);
  return { id, whole, is_undone, is_latest, text, revertsTo, canRevert: !whole && !is_present };
}

const maxButtonLength = 40;

function shorten(text: string): string {
  return text.length > maxButtonLength ? `${truncate(text, maxButtonLength).trimEnd()}…` : text;
}
