import { type Request, type Response, Router } from 'express';
import { flash } from '../http/flash.ts';
import { type Form, formFor, parseForm } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { databaseOf, nowOf } from '../http/request.ts';
import { urls } from '../urls.ts';
import { findResetUser, type ResetUser, resetPassword } from '../users/passwordReset.service.ts';
import { type NewPasswordSchema, newPasswordSchema } from '../users/users.schema.ts';

interface ResetLocals {
  form: Form<NewPasswordSchema>;
  username: string;
  token: string;
}

const resetPage = page<ResetLocals>('accounts/reset');
const spentPage = page<object>('accounts/resetSpent');

/** `/accounts/reset/<token>/`: a new password without the old one, by a one-time link. */
export const resetRouter = Router();

// Opening the page uses nothing up: mail programs look at links before people do.
resetRouter.get('/:token', async (req, res) => {
  const user = await findResetUser(databaseOf(req), tokenOf(req), nowOf(req));
  if (!user) return showSpent(res);
  showReset(res, user, tokenOf(req), formFor(newPasswordSchema(user)));
});

resetRouter.post('/:token', async (req, res) => {
  const [token, now] = [tokenOf(req), nowOf(req)];
  const user = await findResetUser(databaseOf(req), token, now);
  if (!user) return showSpent(res);
  const parsed = parseForm(newPasswordSchema(user), req.body);
  if (!parsed.ok) return showReset(res.status(422), user, token, parsed.form);
  const password = parsed.data.password1;
  const done = await resetPassword(databaseOf(req), { token, password }, { now, ip: req.ip ?? '' });
  if (!done) return showSpent(res);
  flash(req, 'success', 'accounts.reset.done');
  res.redirect(303, urls.login());
});

function tokenOf(req: Request): string {
  const { token } = req.params;
  return typeof token === 'string' ? token : '';
}

function showReset(res: Response, { username }: ResetUser, token: string, form: Form<NewPasswordSchema>): void {
  const title = res.locals['t']('accounts.reset.title');
  const values = { password1: '', password2: '' };
  resetPage(res, { title, section: 'none', form: { ...form, values }, username, token });
}

/** Unknown, used and too old look the same. */
function showSpent(res: Response): void {
  spentPage(res.status(404), { title: res.locals['t']('accounts.reset.spentTitle'), section: 'none' });
}
