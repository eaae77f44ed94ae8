import { type Request, type RequestHandler, type Response, Router } from 'express';
import { HttpError } from '../http/errors.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getDatabase, idParam } from '../http/request.ts';
import { saveSession } from '../http/saveSession.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { pageNumber } from '../validation/queryFields.ts';
import {
  closeRecords,
  openRecords,
  type Records,
  recordAccessMs,
  viewableKinds,
  viewRecords,
} from './recordAccess.service.ts';
import { auditContext } from './staff.ts';
import { RecordAccessSchema } from './users.schema.ts';
import { type CountedUser, getUser } from './users.service.ts';

/** The user whose records the administrator may read until then (milliseconds since 1970). */
interface RecordAccess {
  id: number;
  username: string;
  until: number;
}

declare module 'express-session' {
  interface SessionData {
    recordAccess?: RecordAccess;
  }
}

declare global {
  namespace Express {
    interface Locals {
      recordAccess?: RecordAccess | undefined;
    }
  }
}

interface RecordsLocals {
  account: CountedUser;
  records: Records;
}

const reasonView = page<{ account: CountedUser; form: Form<typeof RecordAccessSchema> }>('admin/recordAccess');
const recordsView = page<RecordsLocals>('admin/records');

/** Lets every page of the admin area show that records are open. */
export const shareRecordAccess: RequestHandler = (req, res, next) => {
  res.locals.recordAccess = currentRecordAccess(req);
  next();
};

/**
 * `/admin/users/<id>/read` and `/records`: another user's records, read-only, after giving a reason; all of it is
 * logged.
 */
export const recordAccessRouter = Router();

recordAccessRouter.get('/:id/read', (req, res) => showReasonForm(req, res, formFor(RecordAccessSchema)));

recordAccessRouter.post('/:id/read', async (req, res) => {
  const parsed = parseForm(RecordAccessSchema, req.body);
  if (!parsed.ok) return showReasonForm(req, res.status(422), parsed.form);
  const { id, username } = await getUser(getDatabase(req), idParam(req));
  await openRecords(getDatabase(req), id, parsed.data.reason, auditContext(req));
  req.session.recordAccess = { id, username, until: currentTime(req).getTime() + recordAccessMs };
  await saveSession(req);
  res.redirect(303, urls.adminRecords(id, 'contacts'));
});

recordAccessRouter.post('/:id/read/stop', async (req, res) => {
  const { id } = await getUser(getDatabase(req), idParam(req));
  if (currentRecordAccess(req)?.id === id) await closeRecords(getDatabase(req), id, auditContext(req));
  delete req.session.recordAccess;
  flash(req, 'success', 'admin.flash.recordsClosed');
  res.redirect(303, urls.adminUser(id));
});

recordAccessRouter.get('/:id/records/:kind', async (req, res) => {
  const kind = viewableKinds.find((name) => name === req.params['kind']);
  if (!kind) throw new HttpError(404);
  const account = await getUser(getDatabase(req), idParam(req));
  if (currentRecordAccess(req)?.id !== account.id) return res.redirect(303, urls.adminRecordAccess(account.id));
  const requestedPage = pageNumber.parse(req.query['page']);
  const records = await viewRecords(getDatabase(req), { id: account.id, kind, page: requestedPage }, auditContext(req));
  recordsView(res, { title: account.username, section: 'admin', account, records });
});

function currentRecordAccess(req: Request): RecordAccess | undefined {
  const { recordAccess } = req.session;
  return recordAccess && recordAccess.until > currentTime(req).getTime() ? recordAccess : undefined;
}

async function showReasonForm(req: Request, res: Response, form: Form<typeof RecordAccessSchema>): Promise<void> {
  const account = await getUser(getDatabase(req), idParam(req));
  reasonView(res, { title: res.locals.t('admin.recordAccess.title'), section: 'admin', account, form });
}
