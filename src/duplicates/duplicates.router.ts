import { type Request, Router } from 'express';
import { z } from 'zod';
import type { Pagination } from '../db/paginate.ts';
import { isShuttingDown } from '../http/background.ts';
import { flash } from '../http/flash.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { currentTime, idParam, ownedDb } from '../http/request.ts';
import { type MergeKind, mergeKinds } from '../merge/mergedRecord.ts';
import { urls } from '../urls.ts';
import { parseIdList } from '../validation/formFields.ts';
import { pageNumber } from '../validation/queryFields.ts';
import {
  countDifferent,
  type DifferentPair,
  listDifferent,
  markDifferent,
  unmarkDifferent,
} from './different.service.ts';
import { maxShownMembers, pageOfGroups, type ShownGroup, showDifferent } from './duplicatesPage.ts';
import { requestSearch } from './search.service.ts';
import { getSearchState, type SearchState } from './searchState.service.ts';

/** `/duplicates/`: records that may be one. */
export const duplicatesRouter = Router();

interface Locals {
  kind: MergeKind;
  state: SearchState;
  groups: ShownGroup[];
  pagination: Pagination;
  /** The number of pairs that were called different. */
  different: number;
  /** The address of this page, to return to. */
  here: string;
}

interface DifferentLocals {
  pairs: (DifferentPair & { names: [string, string] })[];
  pagination: Pagination;
}

const listView = page<Locals>('duplicates/list');
const differentView = page<DifferentLocals>('duplicates/different');

const kindOf = (given: unknown): MergeKind => z.enum(mergeKinds).catch('contacts').parse(given);

duplicatesRouter.get('/', async (req, res) => {
  const [db, kind] = [ownedDb(req), kindOf(req.query['kind'])];
  const state = await getSearchState(db, currentTime(req));
  const { groups, pagination } = await pageOfGroups(db, res.locals, kind, pageNumber.parse(req.query['page']));
  const here = addressOf(kind, pagination.page);
  const different = await countDifferent(db);
  listView(res, {
    title: res.locals.t('duplicates.title'),
    section: kind,
    refreshSeconds: refreshSeconds(state),
    kind,
    state,
    groups,
    pagination,
    different,
    here,
  });
});

duplicatesRouter.post('/search', async (req, res) => {
  await requestSearch(ownedDb(req), { clock: req.app.clock, isStopping: isShuttingDown });
  res.redirect(303, addressOf(kindOf(req.body?.kind), 1));
});

/** Leads to the page that merges the ticked records. */
duplicatesRouter.get('/merge', (req, res) => {
  const kind = kindOf(req.query['kind']);
  const [id, ...others] = parseIdList(req.query['id']);
  const back = returnPath(req);
  if (id === undefined) return res.redirect(303, back ?? addressOf(kind, 1));
  res.redirect(303, urls.merge(kind, id, { with: others, back }));
});

duplicatesRouter.post('/different', async (req, res) => {
  const kind = kindOf(req.body?.kind);
  const ids = parseIdList(req.body?.id).slice(0, maxShownMembers);
  const marked = await markDifferent(ownedDb(req), kind, ids, currentTime(req));
  flashMarked(req, kind, marked);
  res.redirect(303, returnPath(req) ?? addressOf(kind, 1));
});

duplicatesRouter.get('/different', async (req, res) => {
  const { rows, pagination } = await listDifferent(ownedDb(req), pageNumber.parse(req.query['page']));
  const pairs = await showDifferent(ownedDb(req), res.locals, rows);
  differentView(res, { title: res.locals.t('duplicates.different.title'), section: 'contacts', pairs, pagination });
});

duplicatesRouter.post('/different/:id/take-back', async (req, res) => {
  await unmarkDifferent(ownedDb(req), idParam(req), req.query['together'] === '1');
  flash(req, 'success', 'duplicates.flash.takenBack');
  res.redirect(303, returnPath(req) ?? urls.different());
});

function refreshSeconds({ isRunning, isDue }: SearchState): number | undefined {
  if (isRunning) return 2;
  return isDue ? 10 : undefined;
}

function addressOf(kind: MergeKind, number: number): string {
  return urls.duplicates({
    kind: kind === 'contacts' ? undefined : kind,
    page: number > 1 ? number : undefined,
  });
}

function flashMarked(req: Request, kind: MergeKind, id: number | undefined): void {
  if (id === undefined) return flash(req, 'info', 'duplicates.flash.nothingMarked');
  const post = urls.differentTakeBack(id, { together: 1, back: returnPath(req) });
  flash(req, 'success', `duplicates.flash.marked.${kind}`, { actions: [{ label: 'common.undo', post }] });
}
