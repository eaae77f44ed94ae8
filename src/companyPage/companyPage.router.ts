import { type Request, type Response, Router } from 'express';
import { localPath } from '../core/paths.ts';
import { parsePhones } from '../core/phoneNumber.ts';
import type { PickerOption } from '../db/picker.ts';
import { idempotencyKey } from '../http/forms/idempotency.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { flashLogged } from '../interactions/flashLogged.ts';
import { composedInteraction } from '../interactions/interactions.schema.ts';
import { logInteractionOnce } from '../interactions/logInteraction.service.ts';
import { nextStepTask } from '../interactions/nextStepTask.ts';
import { listOpenMerges, type OpenMerge } from '../merge/openMerges.service.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { pageNumber } from '../validation/queryFields.ts';
import {
  blankCompanyComposer,
  type CompanyComposerForm,
  companyComposerSchema,
  type PeopleChoice,
  peopleChoice,
  pickPerson,
} from './companyComposer.ts';
import { type CompanyPage, readCompanyPage } from './companyPage.service.ts';

/** The page of a company, composed of the company, its people, their latest interactions and a composer. */
export const companyPageRouter = Router();

interface Locals extends CompanyPage {
  /** The numbers of the phone field, each with its label or extension. */
  phones: string[];
  form: CompanyComposerForm;
  choice: PeopleChoice;
  /** The people to choose from when the typed name was not clear. */
  unclear: PickerOption[] | undefined;
  /** The list that the company was opened from. */
  listPath: string | undefined;
  merges: OpenMerge[];
}

const view = page<Locals>('companyPage/page');

companyPageRouter.get('/:id', async (req, res) => showPage(req, res));

companyPageRouter.post('/:id/interactions/create', async (req, res) => {
  const [db, companyId, moment] = [ownedDb(req), idParam(req), currentMoment(req)];
  const parsed = parseForm(companyComposerSchema(moment), req.body);
  const picked = await pickPerson(db, companyId, parsed);
  if (!picked.ok) return showPage(req, res.status(422), picked);

  const { data, person } = picked;
  const next = nextStepTask(res, data, person);
  const interaction = composedInteraction(data, moment.now);
  const logged = { contactId: person.id, interaction, next, completedTasks: data.completed_tasks };
  const path = `${urls.company(companyId, { back: localPath(req.body?.list_path) })}#latest`;
  const { replayPath, result } = await logInteractionOnce(db, idempotencyKey(req), logged, moment, () => path);
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  flashLogged(req, res, result, next, path);
  res.redirect(303, path);
});

async function showPage(
  req: Request,
  res: Response,
  given?: { form: CompanyComposerForm; unclear: PickerOption[] | undefined },
): Promise<void> {
  const db = ownedDb(req);
  const query = { page: pageNumber.parse(req.query['page']), today: currentMoment(req).today };
  const known = await readCompanyPage(db, idParam(req), query);
  const form = given?.form ?? blankCompanyComposer(known);
  const choice = await peopleChoice(db, known.people, form.values.contact);
  view(res, {
    title: known.company.name,
    section: 'companies',
    ...known,
    phones: parsePhones(known.company.phone).map(({ text }) => text),
    form,
    choice,
    unclear: given?.unclear,
    listPath: returnPath(req),
    merges: known.wasMerged ? await listOpenMerges(db, 'companies', known.company.id, currentMoment(req).now) : [],
  });
}
