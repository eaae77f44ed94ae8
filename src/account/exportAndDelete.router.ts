import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import compression from 'compression';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { auditContext } from '../admin/staff.ts';
import { type CountedUser, getUser } from '../admin/users.service.ts';
import { csvStringifier } from '../core/csv.ts';
import { exportTable, tableNames } from '../export/tables.service.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { limitDownloads } from '../http/rateLimits.ts';
import { currentMoment, getDatabase, ownedDb, signedInUser } from '../http/request.ts';
import { newSession } from '../http/saveSession.ts';
import { urls } from '../urls.ts';
import { checkPassword } from '../users/checkPassword.ts';
import { deleteUser } from '../users/deleteUser.service.ts';
import { isLastStaff } from '../users/lastStaff.service.ts';
import type { RetryAfterText } from '../users/retryAfter.ts';
import { usernameField } from '../users/username.ts';
import { password } from '../users/users.schema.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { required } from '../validation/formFields.ts';

const DeleteSchema = z.object({
  username: required(usernameField(1000)),
  password,
});
type DeleteForm = Form<typeof DeleteSchema>;

const deleteView = page<{
  form: DeleteForm;
  account: CountedUser;
  isLastStaff: boolean;
  retryAfter: RetryAfterText | undefined;
}>('accounts/deleteAccount');

/** `/accounts/export/` and `/accounts/delete/`. */
export const exportAndDeleteRouter = Router();

// The former JSON export redirects to the ZIP file, which contains the same data as JSON.
exportAndDeleteRouter.get('/export', (_req, res) => res.redirect(303, urls.accountDownload()));

for (const name of tableNames) {
  exportAndDeleteRouter.get(`/export/${name}`, compression(), async (req, res) => {
    await limitDownloads(req);
    const user = signedInUser(req);
    res.attachment(`${exportFileName(req)}-${name}.csv`).type('text/csv');
    await pipeline(Readable.from(exportTable(name, ownedDb(req), user)), csvStringifier(user.locale), res);
  });
}

function exportFileName(req: Request): string {
  return `mini-crm-${signedInUser(req).username}-${currentMoment(req).today}`;
}

exportAndDeleteRouter.get('/delete', (req, res) => showDeleteForm(req, res, formFor(DeleteSchema)));

exportAndDeleteRouter.post('/delete', async (req, res) => {
  const user = signedInUser(req);
  const parsed = parseForm(DeleteSchema, req.body);
  if (!parsed.ok) return showDeleteForm(req, res.status(422), parsed.form);
  const isSameName = parsed.data.username.toLowerCase() === user.username.toLowerCase();
  const wrongName = withError(parsed.form, 'username', { key: 'accountLife.delete.wrongName' });
  if (!isSameName) return showDeleteForm(req, res.status(422), wrongName);

  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.retryAfter) return showDeleteForm(req, res, parsed.form, checked.retryAfter);
  const wrongPassword = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.correct) return showDeleteForm(req, res.status(422), wrongPassword);

  if ((await deleteUser(getDatabase(req), user.id, auditContext(req))) === 'last_staff')
    return showDeleteForm(req, res.status(422), parsed.form);
  await newSession(req);
  flash(req, 'success', 'accountLife.delete.done');
  res.set('Clear-Site-Data', '"cache"').redirect(303, urls.landing());
});

async function showDeleteForm(
  req: Request,
  res: Response,
  form: DeleteForm,
  retryAfter?: RetryAfterText,
): Promise<void> {
  const account = await getUser(getDatabase(req), signedInUser(req).id);
  const isLast = await isLastStaff(getDatabase(req), account.id);
  const values = { ...form.values, password: '' };
  const title = res.locals.t('accountLife.delete.title');
  deleteView(res, { title, section: 'account', form: { ...form, values }, account, isLastStaff: isLast, retryAfter });
}
