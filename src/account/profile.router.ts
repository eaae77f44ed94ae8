import { type Request, type Response, Router } from 'express';
import { signInAgain } from '../auth/renewSignIn.ts';
import { flash } from '../http/flash.ts';
import { getDatabase, signedInUser } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { checkPassword } from '../users/checkPassword.ts';
import { ProfileSchema, passwordSchema } from '../users/users.schema.ts';
import { changePassword, updateProfile } from '../users/users.service.ts';
import { parseForm, withError } from '../validation/form.ts';
import { type ProfileForm, showProfile } from './profilePage.ts';
import { notifyOldAddress, requestEmailChange } from './requestEmailChange.ts';

export const profileRouter = Router();

profileRouter.get('/', (req, res) => showProfile(req, res));

profileRouter.post('/', async (req, res) => {
  const parsed = parseForm(ProfileSchema, req.body);
  if (!parsed.ok) return showProfile(req, res.status(422), { form: parsed.form });
  const user = signedInUser(req);
  const { current_password, ...given } = parsed.data;
  if (given.email !== user.email && !(await mayChangeEmail(req, res, parsed.form, current_password))) return;
  const outcome = await requestEmailChange(req, given.email);
  const tooOften = withError(parsed.form, 'email', { key: 'accountLife.email.tooOften' });
  if (outcome === 'too_often') return showProfile(req, res.status(429), { form: tooOften });
  const email = outcome === 'waiting' ? user.email : given.email;
  await updateProfile(getDatabase(req), user, { ...given, email });
  if (email !== user.email) notifyOldAddress(req, email);
  flash(req, 'success', 'accounts.profile.saved');
  if (outcome === 'waiting') flash(req, 'info', 'accountLife.email.sent', { params: { email: given.email } });
  res.redirect(303, urls.profile());
});

/** Whoever has the address can get a new password by it: an open browser is not enough. Else the answer is given. */
async function mayChangeEmail(req: Request, res: Response, form: ProfileForm, password: string): Promise<boolean> {
  const refuse = (key: TextKey) =>
    showProfile(req, res.status(422), { form: withError(form, 'current_password', { key }) });
  if (password === '') return refuse('accountLife.email.passwordNeeded').then(() => false);
  const { right, wait } = await checkPassword(req, res, password);
  if (wait) await showProfile(req, res, { form, retryAfter: { about: wait } });
  else if (!right) await refuse('accounts.password.wrong');
  return right;
}

// The form stands on the profile page; this address is only loaded again after an error.
profileRouter.get('/password/', (_req, res) => {
  res.redirect(303, `${urls.profile()}#password`);
});

profileRouter.post('/password/', async (req, res) => {
  const user = signedInUser(req);
  const parsed = parseForm(passwordSchema(user), req.body);
  if (!parsed.ok) return showProfile(req, res.status(422), { passwordForm: parsed.form });

  const { old_password, password1 } = parsed.data;
  const checked = await checkPassword(req, res, old_password);
  if (checked.wait) return showProfile(req, res, { retryAfter: { password: checked.wait } });
  const wrong = withError(parsed.form, 'old_password', { key: 'accounts.password.wrong' });
  if (!checked.right) return showProfile(req, res.status(422), { passwordForm: wrong });

  await changePassword(getDatabase(req), user.id, password1);
  await signInAgain(req);
  flash(req, 'success', 'accounts.password.changed');
  // The form is sent to `#password`, where its errors stand; the good news stands on top.
  res.redirect(303, `${urls.profile()}#main`);
});
