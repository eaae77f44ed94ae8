import { type Request, type Response, Router } from 'express';
import { clientAddress } from '../http/clientAddress.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getDatabase } from '../http/request.ts';
import { noStore } from '../http/security.ts';
import { urls } from '../urls.ts';
import { parseNewPassword } from '../users/breachedPassword.ts';
import { findResetUser, type ResetUser, resetPassword } from '../users/passwordReset.service.ts';
import { type NewPasswordSchema, newPasswordSchema } from '../users/users.schema.ts';
import type { Form } from '../validation/form.ts';

interface ResetLocals {
  form: Form<NewPasswordSchema>;
  username: string;
  token: string;
}

const resetPage = page<ResetLocals>('accounts/resetPassword');
const invalidLinkPage = page<object>('accounts/resetLinkInvalid');

/** `/accounts/reset/<token>/`: a new password without the old one, by a one-time link. */
export const resetPasswordRouter = Router();

resetPasswordRouter.use(noStore);

// Opening the page does not consume the link: mail programs open links before people do.
resetPasswordRouter.get('/:token', async (req, res) => {
  const user = await findResetUser(getDatabase(req), tokenParam(req), currentTime(req));
  if (!user) return showInvalidLink(res);
  showReset(res, user, tokenParam(req), formFor(newPasswordSchema(user)));
});

resetPasswordRouter.post('/:token', async (req, res) => {
  const [token, now] = [tokenParam(req), currentTime(req)];
  const user = await findResetUser(getDatabase(req), token, now);
  if (!user) return showInvalidLink(res);
  const parsed = await parseNewPassword(req, newPasswordSchema(user), req.body);
  if (!parsed.ok) return showReset(res.status(422), user, token, parsed.form);
  const password = parsed.data.password1;
  const done = await resetPassword(getDatabase(req), { token, password }, { now, ip: clientAddress(req) });
  if (!done) return showInvalidLink(res);
  flash(req, 'success', 'accounts.resetPassword.done');
  res.redirect(303, urls.login());
});

function tokenParam(req: Request): string {
  const { token } = req.params;
  return typeof token === 'string' ? token : '';
}

function showReset(res: Response, { username }: ResetUser, token: string, form: Form<NewPasswordSchema>): void {
  const title = res.locals.t('accounts.resetPassword.title');
  const values = { password1: '', password2: '' };
  resetPage(res, { title, section: 'none', form: { ...form, values }, username, token });
}

function showInvalidLink(res: Response): void {
  invalidLinkPage(res.status(404), { title: res.locals.t('accounts.resetPassword.linkInvalidTitle'), section: 'none' });
}
