import { type Request, Router } from 'express';
import { flash } from '../http/flash.ts';
import { parseForm, withError } from '../http/form.ts';
import { databaseOf, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { ProfileSchema, passwordSchema } from './accounts.schema.ts';
import { changePassword, findByPassword, findSessionUser, updateProfile } from './accounts.service.ts';
import { signIn } from './passport.ts';
import { showProfile } from './profilePage.ts';
import { signInLimits } from './signInLimits.ts';
import { waitOf } from './wait.ts';

export const profileRouter = Router();

profileRouter.get('/', (req, res) => showProfile(req, res));

profileRouter.post('/', async (req, res) => {
  const parsed = parseForm(ProfileSchema, req.body);
  if (!parsed.ok) return showProfile(req, res.status(422), { form: parsed.form });
  await updateProfile(databaseOf(req), signedInUser(req).id, parsed.data);
  flash(req, 'success', 'accounts.profile.saved');
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
  const attempt = { username: user.username, address: req.ip ?? '' };
  const limits = signInLimits(databaseOf(req).pool);
  const seconds = await limits.take(attempt);
  if (seconds > 0)
    return showProfile(req, res.status(429).set('Retry-After', String(seconds)), { wait: waitOf(seconds) });
  const right = (await findByPassword(databaseOf(req), user.username, old_password)) === user.id;
  const wrong = withError(parsed.form, 'old_password', { key: 'accounts.password.wrong' });
  if (!right) return showProfile(req, res.status(422), { passwordForm: wrong });
  await limits.clear(attempt);

  await changePassword(databaseOf(req), user.id, password1);
  await signInAgain(req, user.id);
  flash(req, 'success', 'accounts.password.changed');
  // The form is sent to `#password`, where its errors stand; the good news stands on top.
  res.redirect(303, `${urls.profile()}#main`);
});

/** All sessions of the user have ended, this browser's too. */
async function signInAgain(req: Request, id: number): Promise<void> {
  const user = await findSessionUser(databaseOf(req), id);
  if (user) await signIn(req, user);
}
