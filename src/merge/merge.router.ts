import { type Request, type Response, Router } from 'express';
import { recordPath } from '../activity/recordPath.ts';
import { companySelect } from '../companies/companies.service.ts';
import { contactSelect } from '../contacts/contactPicker.service.ts';
import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Picked, PickerOption } from '../db/picker.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { type FlashAction, flash } from '../http/flash.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { currentTime, idParam, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { type MergeInput, OtherSchema, shownChoices } from './merge.schema.ts';
import { type Mergeable, mergeRecords, readMergeable } from './merge.service.ts';
import { type MergeKind, mergedColumns, mergeKinds } from './mergedRecord.ts';
import { findExcess } from './mergeExcess.ts';
import { pickOther, readInput } from './mergeInput.ts';
import { type MergePreview, previewMerge } from './mergePage.ts';
import { nameOf } from './recordText.ts';

/** `/contacts/:id/merge/` and `/companies/:id/merge/`: merges several records into one. */
export const mergeRouter = Router();

interface ChooseLocals {
  kind: MergeKind;
  id: number;
  name: string;
  form: Form<typeof OtherSchema>;
  options: PickerOption[];
  unclear: PickerOption[] | undefined;
}

interface CompareLocals extends MergePreview {
  kind: MergeKind;
  kept: number;
  gone: number[];
  /** The choices that the preview showed. The form sends them back, so that nothing is merged that was not shown. */
  shown: string;
  isChangedSince: boolean;
  /** The page that led here, unless it was that of a record. */
  back: string | undefined;
}

const chooseView = page<ChooseLocals>('merge/choose');
const compareView = page<CompareLocals>('merge/compare');

for (const kind of mergeKinds) {
  mergeRouter.get(`/${kind}/:id/merge`, async (req, res) => {
    const other = await pickOther(req, kind);
    const input = await readInput(req, ownedDb(req), kind, req.query, other);
    if (input.records.length > 1) return showCompare(req, res, kind, input, false);
    await showChoose(req, res, kind, other);
  });

  mergeRouter.post(`/${kind}/:id/merge`, async (req, res) => {
    if (req.body?.preview) return showInput(req, res, kind, await readInput(req, ownedDb(req), kind, req.body));
    // The key is checked before the records are read: at a second press they no longer exist.
    const { replayPath, result } = await runOnce(req, (db) => tryMerge(req, db, kind), pathAfter, longTransaction);
    if (replayPath !== undefined) return res.redirect(303, replayPath);
    if (!result.ok) return showInput(req, res.status(422), kind, result.input, result.isChangedSince);
    const open: FlashAction[] = result.back === undefined ? [] : [{ label: 'common.open', href: result.path }];
    flash(req, 'success', 'merge.flash.merged', { actions: [...open, ...undoActions(req, pathAfter(result))] });
    res.redirect(303, pathAfter(result));
  });
}

interface Merged {
  ok: true;
  path: string;
  back: string | undefined;
}

interface Refused {
  ok: false;
  input: MergeInput;
  isChangedSince: boolean;
}

async function tryMerge(req: Request, db: OwnedDb, kind: MergeKind): Promise<Merged | Refused> {
  const input = await readInput(req, db, kind, req.body ?? {});
  const { records, choices } = input;
  const [{ id: kept }, ...gone] = records as [Mergeable, ...Mergeable[]];
  const isChangedSince = input.shown !== shownChoices(kind, records, choices);
  const isRefused = isChangedSince || findExcess(mergedColumns(kind, records, choices)).length > 0;
  if (gone.length === 0 || isRefused) return { ok: false, input, isChangedSince };
  await mergeRecords(db, kind, { kept, gone: gone.map(({ id }) => id), choices }, currentTime(req));
  return { ok: true, path: recordPath({ kind, id: kept }), back: returnPath(req) };
}

function pathAfter({ path, back }: Merged): string {
  return back ?? path;
}

function showInput(
  req: Request,
  res: Response,
  kind: MergeKind,
  input: MergeInput,
  isChangedSince = false,
): Promise<void> {
  if (input.records.length === 1) return showChoose(req, res, kind, { kind: 'none' });
  return showCompare(req, res, kind, input, isChangedSince);
}

async function showChoose(req: Request, res: Response, kind: MergeKind, other: Picked): Promise<void> {
  const [db, id] = [ownedDb(req), idParam(req)];
  const [record] = await readMergeable(db, kind, [id]);
  if (!record) throw new RowNotFoundError();
  const { form: typed } = parseForm(OtherSchema, req.query);
  const isTyped = typed.values.other_name !== '';
  const unclear = isTyped && other.kind === 'unclear' && other.options.length > 0 ? other.options : undefined;
  const form = isTyped ? withError(typed, 'other', { key: unclear ? 'merge.unclear' : 'merge.notFound' }) : typed;
  const options = await (kind === 'contacts' ? contactSelect(db, '') : companySelect(db, ''));
  chooseView(res, {
    title: res.locals.t('merge.title'),
    section: kind,
    kind,
    id,
    name: nameOf(kind, record),
    form,
    options: options.filter((option) => option.id !== id),
    unclear,
  });
}

async function showCompare(
  req: Request,
  res: Response,
  kind: MergeKind,
  input: MergeInput,
  isChangedSince: boolean,
): Promise<void> {
  const { records, choices } = input;
  const [kept = 0, ...gone] = records.map(({ id }) => id);
  const preview = await previewMerge(ownedDb(req), res.locals, kind, records, choices);
  const shown = shownChoices(kind, records, choices);
  const title = res.locals.t('merge.title');
  const back = returnPath(req);
  compareView(res, { title, section: kind, kind, kept, gone, shown, isChangedSince, back, ...preview });
}
