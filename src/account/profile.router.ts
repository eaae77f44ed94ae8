import { type Request, type Response, Router } from 'express';
import { signInAgain } from '../auth/renewSignIn.ts';
import { flash } from '../http/flash.ts';
import { getDatabase, signedInUser } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { parseNewPassword } from '../users/breachedPassword.ts';
import { checkPassword } from '../users/checkPassword.ts';
import { notifyOldAddress, requestEmailChange } from '../users/requestEmailChange.ts';
import { ProfileSchema, passwordSchema } from '../users/users.schema.ts';
import { changePassword, updateProfile } from '../users/users.service.ts';
import { parseForm, withError } from '../validation/form.ts';
import { type ProfileForm, showProfile } from './profilePage.ts';

export const profileRouter = Router();

profileRouter.get('/', (req, res) => showProfile(req, res));

profileRouter.post('/', async (req, res) => {
  const parsed = parseForm(ProfileSchema, req.body);
  if (!parsed.ok) return showProfile(req, res.status(422), { form: parsed.form });
  const user = signedInUser(req);
  const { current_password, ...profile } = parsed.data;
  if (profile.email !== user.email && !(await mayChangeEmail(req, res, parsed.form, current_password))) return;
  const outcome = await requestEmailChange(req, profile.email);
  const tooOften = withError(parsed.form, 'email', { key: 'accountLife.email.tooOften' });
  if (outcome === 'rate_limited') return showProfile(req, res.status(429), { form: tooOften });
  const email = outcome === 'pending' ? user.email : profile.email;
  await updateProfile(getDatabase(req), user, { ...profile, email });
  if (email !== user.email) notifyOldAddress(req, email);
  flash(req, 'success', 'accounts.profile.saved');
  if (outcome === 'pending') flash(req, 'info', 'accountLife.email.sent', { params: { email: profile.email } });
  res.redirect(303, urls.profile());
});

/**
 * Changing the address needs the current password, because the address can reset it. Sends the response when it returns
 * false.
 */
async function mayChangeEmail(req: Request, res: Response, form: ProfileForm, password: string): Promise<boolean> {
  const refuse = (key: TextKey) =>
    showProfile(req, res.status(422), { form: withError(form, 'current_password', { key }) });
  if (password === '') return refuse('accountLife.email.passwordNeeded').then(() => false);
  const { correct, retryAfter } = await checkPassword(req, res, password);
  if (retryAfter) await showProfile(req, res, { form, retryAfterByForm: { about: retryAfter } });
  else if (!correct) await refuse('accounts.password.wrong');
  return correct;
}

// After an error the browser's address is that of the POST; reloading it must not be a 404.
profileRouter.get('/password/', (_req, res) => {
  res.redirect(303, `${urls.profile()}#password`);
});

profileRouter.post('/password/', async (req, res) => {
  const user = signedInUser(req);
  const parsed = await parseNewPassword(req, passwordSchema(user), req.body);
  if (!parsed.ok) return showProfile(req, res.status(422), { passwordForm: parsed.form });

  const { old_password, password1 } = parsed.data;
  const checked = await checkPassword(req, res, old_password);
  if (checked.retryAfter) return showProfile(req, res, { retryAfterByForm: { password: checked.retryAfter } });
  const wrongPassword = withError(parsed.form, 'old_password', { key: 'accounts.password.wrong' });
  if (!checked.correct) return showProfile(req, res.status(422), { passwordForm: wrongPassword });

  await changePassword(getDatabase(req), user.id, password1);
  await signInAgain(req);
  flash(req, 'success', 'accounts.password.changed');
  // The form was sent to `#password`, but the success message is on top of the page.
  res.redirect(303, `${urls.profile()}#main`);
});
