import { type Request, type Response, Router } from 'express';
import { contactSelects } from '../contacts/contactPicker.service.ts';
import { withIdempotencyKey } from '../db/idempotencyKeys.ts';
import type { PickerOption } from '../db/picker.ts';
import { flash } from '../http/flash.ts';
import { draftText } from '../http/forms/formDraft.ts';
import { idempotencyKey } from '../http/forms/idempotency.ts';
import { page } from '../http/page.ts';
import { currentMoment, getConfig, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { urls } from '../urls.ts';
import type { FieldError } from '../validation/form.ts';
import { blankReviews, type MailReview } from './mailReviews.ts';
import { mailSettingsRouter } from './mailSettings.router.ts';
import { maxFiles } from './mailUpload.ts';
import { parseReviews } from './parseReviews.ts';
import { type MailOutcome, pastedMail, readUploads } from './readUploads.ts';
import { type SavedMails, saveMails } from './saveMails.service.ts';
import { countWaiting, listWaiting, maxWaiting, waitingDays } from './waitingMails.service.ts';

/** `/mail/`: emails from files and pasted text become entries. */
export const mailLogRouter = Router();

interface UploadLocals {
  pasted: string;
  problems: FieldError[];
  waiting: number;
  maxFiles: number;
  /** Whether emails can be forwarded to a private address. */
  hasDrop: boolean;
}

interface CheckLocals {
  reviews: MailReview[];
  contacts: PickerOption[][];
  /** How many more mails wait than the page shows. */
  more: number;
  maxWaiting: number;
  waitingDays: number;
}

const uploadView = page<UploadLocals>('mailLog/upload');
const reviewView = page<CheckLocals>('mailLog/check');

mailLogRouter.use(mailSettingsRouter);

mailLogRouter.get('/', (req, res) => showUpload(req, res, { pasted: draftText('pasted') }));

mailLogRouter.post('/', async (req, res) => {
  const pasted = pastedMail(req);
  if (req.tooManyMails)
    return showUpload(req, res.status(422), {
      pasted,
      problems: [{ key: 'mailLog.problem.tooMany', params: { count: maxFiles } }],
    });
  const outcomes = await readUploads(req, res.locals.t('mailLog.upload.pastedName'));
  const problems: FieldError[] = outcomes.flatMap(({ problem }) => problem ?? []);
  if (outcomes.length === 0) problems.push({ key: 'mailLog.problem.nothing' });
  if (problems.length >= outcomes.length) return showUpload(req, res.status(422), { pasted, problems });
  flashOutcomes(req, outcomes);
  const isWaiting = outcomes.some(({ stored }) => stored && stored.state !== 'logged');
  res.redirect(303, isWaiting ? urls.mailCheck() : urls.mails());
});

mailLogRouter.get('/check', async (req, res) => {
  const waiting = await listWaiting(ownedDb(req));
  if (waiting.length === 0) return res.redirect(303, urls.mails());
  await showReviews(req, res, await blankReviews(req, res.locals.t, waiting));
});

mailLogRouter.post('/check', async (req, res) => {
  const db = ownedDb(req).withCause('mail');
  const { reviews, work } = await parseReviews(req, await listWaiting(db));
  if (!work) return showReviews(req, res.status(422), reviews);
  const save = (tx: typeof db) => saveMails(tx, work, currentMoment(req));
  const { replayPath, result } = await withIdempotencyKey(db, idempotencyKey(req), save, pathAfter);
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  flashSaved(req, result, work.removed.length);
  res.redirect(303, pathAfter(result));
});

/** The page of the person, if all mails went to one. */
function pathAfter({ entries }: SavedMails): string {
  const people = new Set(entries.map(({ contactId }) => contactId));
  const [first] = entries;
  return first && people.size === 1 ? urls.contactEntry(first.contactId, first.id) : urls.mails();
}

function flashSaved(req: Request, saved: SavedMails, removed: number): void {
  const count = saved.entries.length;
  if (count > 0)
    flash(req, 'success', 'mailLog.flash.saved', { params: { count }, actions: undoActions(req, urls.mails()) });
  if (saved.created > 0) flash(req, 'info', 'mailLog.flash.created', { params: { count: saved.created } });
  if (saved.addressesAdded > 0)
    flash(req, 'info', 'mailLog.flash.addressed', { params: { count: saved.addressesAdded } });
  if (saved.alreadyLogged > 0) flash(req, 'info', 'mailLog.flash.again', { params: { count: saved.alreadyLogged } });
  if (removed > 0) flash(req, 'info', 'mailLog.flash.removed', { params: { count: removed } });
}

const maxReported = 5;

function flashOutcomes(req: Request, outcomes: MailOutcome[]): void {
  for (const { problem } of outcomes.filter((one) => one.problem).slice(0, maxReported))
    if (problem) flash(req, 'warning', problem.key, { params: problem.params });
  for (const { stored } of outcomes.filter((one) => one.stored?.state === 'logged').slice(0, maxReported))
    if (stored?.state === 'logged')
      flash(req, 'info', 'mailLog.flash.known', {
        actions: [{ label: 'common.open', href: urls.contactEntry(stored.contactId, stored.id) }],
      });
}

async function showUpload(req: Request, res: Response, locals: Partial<UploadLocals>): Promise<void> {
  const waiting = await countWaiting(ownedDb(req));
  const title = res.locals.t('mailLog.upload.title');
  uploadView(res, {
    title,
    section: 'contacts',
    pasted: '',
    problems: [],
    waiting,
    maxFiles,
    hasDrop: getConfig(req).drop !== undefined,
    ...locals,
  });
}

async function showReviews(req: Request, res: Response, reviews: MailReview[]): Promise<void> {
  const db = ownedDb(req);
  const contacts = await contactSelects(
    db,
    reviews.map(({ form }) => form.values.contact),
  );
  const more = Math.max(0, (await countWaiting(db)) - reviews.length);
  const title = res.locals.t('mailLog.check.title', { count: reviews.length });
  reviewView(res, { title, section: 'contacts', reviews, contacts, more, maxWaiting, waitingDays });
}
