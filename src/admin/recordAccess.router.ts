import { type Request, type RequestHandler, type Response, Router } from 'express';
import { HttpError } from '../http/errors.ts';
import { flash } from '../http/flash.ts';
import { type Form, formFor, parseForm } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { pageNumber } from '../http/pageNumber.ts';
import { databaseOf, idParam, nowOf } from '../http/request.ts';
import { saveSession } from '../http/saveSession.ts';
import { urls } from '../urls.ts';
import {
  closeRecords,
  openRecords,
  type Records,
  readingMs,
  readRecords,
  recordKinds,
} from './recordAccess.service.ts';
import { actOf } from './staff.ts';
import { ReadSchema } from './users.schema.ts';
import { type CountedUser, getUser } from './users.service.ts';

/** Whose records this administrator reads, and until when (milliseconds since 1970). */
interface Reading {
  id: number;
  username: string;
  until: number;
}

declare module 'express-session' {
  interface SessionData {
    reading?: Reading;
  }
}

interface RecordsLocals {
  account: CountedUser;
  records: Records;
}

const askView = page<{ account: CountedUser; form: Form<typeof ReadSchema> }>('admin/read');
const recordsView = page<RecordsLocals>('admin/records');

/** Tells every page of the admin area that somebody's records are open. */
export const noteReading: RequestHandler = (req, res, next) => {
  res.locals['reading'] = readingOf(req);
  next();
};

/** `/admin/users/<id>/read` and `/records`: another user's records, by a reasoned and logged act, read-only. */
export const readingRouter = Router();

readingRouter.get('/:id/read', (req, res) => showAsk(req, res, formFor(ReadSchema)));

readingRouter.post('/:id/read', async (req, res) => {
  const parsed = parseForm(ReadSchema, req.body);
  if (!parsed.ok) return showAsk(req, res.status(422), parsed.form);
  const { id, username } = await getUser(databaseOf(req), idParam(req));
  await openRecords(databaseOf(req), id, parsed.data.reason, actOf(req));
  req.session.reading = { id, username, until: nowOf(req).getTime() + readingMs };
  await saveSession(req);
  res.redirect(303, urls.adminRecords(id, 'contacts'));
});

readingRouter.post('/:id/read/stop', async (req, res) => {
  const { id } = await getUser(databaseOf(req), idParam(req));
  if (readingOf(req)?.id === id) await closeRecords(databaseOf(req), id, actOf(req));
  delete req.session.reading;
  flash(req, 'success', 'admin.flash.closed');
  res.redirect(303, urls.adminUser(id));
});

readingRouter.get('/:id/records/:kind', async (req, res) => {
  const kind = recordKinds.find((name) => name === req.params['kind']);
  if (!kind) throw new HttpError(404);
  const account = await getUser(databaseOf(req), idParam(req));
  if (readingOf(req)?.id !== account.id) return res.redirect(303, urls.adminRead(account.id));
  const wanted = pageNumber.parse(req.query['page']);
  const records = await readRecords(databaseOf(req), { id: account.id, kind, page: wanted }, actOf(req));
  recordsView(res, { title: account.username, section: 'admin', account, records });
});

function readingOf(req: Request): Reading | undefined {
  const { reading } = req.session;
  return reading && reading.until > nowOf(req).getTime() ? reading : undefined;
}

async function showAsk(req: Request, res: Response, form: Form<typeof ReadSchema>): Promise<void> {
  const account = await getUser(databaseOf(req), idParam(req));
  askView(res, { title: res.locals['t']('admin.read.title'), section: 'admin', account, form });
}
