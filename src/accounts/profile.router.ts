import { Router } from 'express';
import { flash } from '../http/flash.ts';
import { parseForm, withError } from '../http/form.ts';
import { databaseOf, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { ProfileSchema, passwordSchema } from './accounts.schema.ts';
import { changePassword, updateProfile } from './accounts.service.ts';
import { checkPassword } from './checkPassword.ts';
import { takeNewEmail } from './newEmail.ts';
import { showProfile } from './profilePage.ts';
import { signInAgain } from './signInAgain.ts';

export const profileRouter = Router();

profileRouter.get('/', (req, res) => showProfile(req, res));

profileRouter.post('/', async (req, res) => {
  const parsed = parseForm(ProfileSchema, req.body);
  if (!parsed.ok) return showProfile(req, res.status(422), { form: parsed.form });
  const user = signedInUser(req);
  const outcome = await takeNewEmail(req, parsed.data.email);
  const tooOften = withError(parsed.form, 'email', { key: 'accountLife.email.tooOften' });
  if (outcome === 'too_often') return showProfile(req, res.status(429), { form: tooOften });
  const email = outcome === 'waiting' ? user.email : parsed.data.email;
  await updateProfile(databaseOf(req), user.id, { ...parsed.data, email });
  flash(req, 'success', 'accounts.profile.saved');
  if (outcome === 'waiting') flash(req, 'info', 'accountLife.email.sent', { params: { email: parsed.data.email } });
  res.redirect(303, urls.profile());
});

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
  if (checked.wait) return showProfile(req, res, { wait: checked.wait });
  const wrong = withError(parsed.form, 'old_password', { key: 'accounts.password.wrong' });
  if (!checked.right) return showProfile(req, res.status(422), { passwordForm: wrong });

  await changePassword(databaseOf(req), user.id, password1);
  await signInAgain(req);
  flash(req, 'success', 'accounts.password.changed');
  // The form is sent to `#password`, where its errors stand; the good news stands on top.
  res.redirect(303, `${urls.profile()}#main`);
});
