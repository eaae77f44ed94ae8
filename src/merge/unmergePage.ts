import type { Request, Response } from 'express';
import { valueText } from '../activity/changeText.ts';
import { fieldLabel } from '../activity/fieldLabel.ts';
import { readRecordNames } from '../activity/recordNames.service.ts';
import { type Language, recordHeading } from '../activity/recordText.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { readMergeable } from './merge.service.ts';
import type { MergeKind } from './mergedRecord.ts';
import { listEditedFields, listFormerRecords } from './openMerges.service.ts';
import { labelRecords, type RecordLabel } from './recordLabels.ts';
import { mentioned } from './recordText.ts';

interface ShownField {
  change: number;
  label: string;
  before: string;
  present: string;
  /** Sent back, so that a change in between is noticed. */
  latest: number;
}

interface Locals {
  kind: MergeKind;
  id: number;
  act: number;
  heading: string;
  kept: RecordLabel;
  /** The records that come back. */
  restored: RecordLabel[];
  edited: ShownField[];
}

const view = page<Locals>('merge/unmerge');

/** Labels the kept record, which comes first, and those that come back when the merge is taken apart. */
export async function readLabels(
  db: OwnedDb,
  language: Language,
  kind: MergeKind,
  id: number,
  act: number,
): Promise<[RecordLabel, ...RecordLabel[]]> {
  const records = [...(await readMergeable(db, kind, [id])), ...(await listFormerRecords(db, kind, act))];
  const names = await readRecordNames(db, mentioned(kind, records));
  const [kept, ...restored] = labelRecords(language, names, kind, records);
  if (!kept) throw new RowNotFoundError();
  return [kept, ...restored];
}

export async function showUnmerge(
  req: Request,
  res: Response,
  kind: MergeKind,
  id: number,
  act: number,
): Promise<void> {
  const db = ownedDb(req);
  const [kept, ...restored] = await readLabels(db, res.locals, kind, id, act);
  const edited = await listEditedFields(db, kind, id, act);
  const companies = edited
    .filter(({ field }) => field === 'company_id')
    .flatMap(({ before, present }) => [before, present])
    .filter((one) => one !== null);
  const names = await readRecordNames(db, [
    { kind, id },
    ...companies.map((one) => ({ kind: 'companies' as const, id: Number(one) })),
  ]);
  const text = (field: string, value: string | null) => valueText(res.locals, names, { kind, field }, value);
  view(res, {
    title: res.locals.t('merge.undo.title'),
    section: kind,
    kind,
    id,
    act,
    kept,
    restored,
    heading: recordHeading(res.locals, names, { kind, id }),
    edited: edited.map(({ change, field, before, present, latest }) => ({
      change,
      latest,
      label: fieldLabel(res.locals.t, { kind, field }),
      before: text(field, before),
      present: text(field, present),
    })),
  });
}
