import { type Request, type Response, Router } from 'express';
import { type FilterChoices, readFilterChoices } from '../contacts/filterChoices.service.ts';
import { listParameters } from '../contacts/listParameters.ts';
import { runAct } from '../history/runActs.service.ts';
import { inBackground, isShuttingDown } from '../http/background.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { BulkSchema } from './bulk.schema.ts';
import { type BulkPeople, bulkSteps, changeInBulk, describePeople } from './bulk.service.ts';
import { type ChosenPeople, readChosenPeople } from './chosenPeople.ts';

/** `/contacts/bulk/`: changes many people at once. */
export const bulkRouter = Router();

/** Ticked rows of one page; more are exported by the filter of the list. */
const maxExportedIds = 1_000;

interface Locals extends FilterChoices {
  form: Form<typeof BulkSchema>;
  people: BulkPeople;
  chosen: ChosenPeople;
  /** The address of the list. */
  list: string;
  exportHref: string;
  /** The number that was shown is not the present one. */
  isChangedSince: boolean;
}

const view = page<Locals>('bulk/bulk');

bulkRouter.get('/bulk', (_req, res) => res.redirect(303, urls.contacts()));

bulkRouter.post('/bulk', async (req, res) => {
  const chosen = await readChosenPeople(ownedDb(req), req.body ?? {}, currentMoment(req).today);
  if (chosen.ids.length === 0) return refuseNobody(req, res, chosen);
  await showBulk(req, res, chosen, formFor(BulkSchema));
});

bulkRouter.post('/bulk/run', async (req, res) => {
  const chosen = await readChosenPeople(ownedDb(req), req.body ?? {}, currentMoment(req).today);
  const parsed = parseForm(BulkSchema, req.body);
  if (chosen.ids.length === 0) return refuseNobody(req, res, chosen);
  if (!parsed.ok) return showBulk(req, res.status(422), chosen, parsed.form);
  // Nobody is changed whom the page has not counted.
  if (req.body?.count !== String(chosen.ids.length)) return showBulk(req, res.status(409), chosen, parsed.form, true);

  const list = listAddress(chosen);
  const { replayPath, result } = await runOnce(
    req,
    (db) => changeInBulk(db, chosen.ids, parsed.data),
    (done) => (done.isRunning ? urls.act(done.act) : list),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  if (result.isRunning) {
    const db = ownedDb(req);
    inBackground('changing many people', () => runAct(db, result.act, isShuttingDown, bulkSteps));
    return res.redirect(303, urls.act(result.act));
  }
  const { action } = parsed.data;
  const actions = undoActions(req, list);
  flash(req, 'success', `bulk.done.${action}`, { params: { count: chosen.ids.length }, actions });
  res.redirect(303, list);
});

function listAddress({ query }: ChosenPeople): string {
  return urls.contacts(listParameters(query));
}

function refuseNobody(req: Request, res: Response, chosen: ChosenPeople): void {
  flash(req, 'warning', 'bulk.error.nobody');
  res.redirect(303, listAddress(chosen));
}

async function showBulk(
  req: Request,
  res: Response,
  chosen: ChosenPeople,
  form: Locals['form'],
  isChangedSince = false,
): Promise<void> {
  const db = ownedDb(req);
  const kept = listParameters(chosen.query);
  const ids = chosen.isAll ? undefined : chosen.ids.slice(0, maxExportedIds);
  view(res, {
    title: res.locals.t('bulk.title', { count: chosen.ids.length }),
    section: 'contacts',
    form,
    chosen,
    people: await describePeople(db, chosen.ids),
    list: listAddress(chosen),
    exportHref: urls.contactExport({ ...kept, ids }),
    isChangedSince,
    ...(await readFilterChoices(db)),
  });
}
