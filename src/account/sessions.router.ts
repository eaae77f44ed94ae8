import { type Request, type Response, Router } from 'express';
import { endOtherSessions } from '../auth/renewSignIn.ts';
import { flash } from '../http/flash.ts';
import { getDatabase, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { checkPassword } from '../users/checkPassword.ts';
import { endSession } from '../users/sessions.service.ts';
import { PasswordConfirmationSchema } from '../users/users.schema.ts';
import { parseForm, withError } from '../validation/form.ts';
import { showProfile } from './profilePage.ts';

/** `/accounts/sessions`: where the user is signed in. The list stands on the profile page, with one password for its buttons. */
export const sessionsRouter = Router();

const sessionsSection = () => `${urls.profile()}#sessions`;

// The others are only loaded again after an error.
for (const path of ['/', '/end', '/end-others'])
  sessionsRouter.get(path, (_req, res) => res.redirect(303, sessionsSection()));

sessionsRouter.post('/end', async (req, res) => {
  if (!(await passwordConfirmed(req, res))) return;
  const id: unknown = req.body.id;
  const which = { id: typeof id === 'string' ? id.replaceAll('\0', '') : '', asking: req.sessionID };
  const ended = await endSession(getDatabase(req), signedInUser(req).id, which);
  flash(req, ended ? 'success' : 'info', ended ? 'accountLife.sessions.ended' : 'accountLife.sessions.gone');
  res.redirect(303, sessionsSection());
});

sessionsRouter.post('/end-others', async (req, res) => {
  if (!(await passwordConfirmed(req, res))) return;
  await endOtherSessions(req);
  flash(req, 'success', 'accountLife.sessions.othersEnded');
  res.redirect(303, sessionsSection());
});

/** Whoever took the cookie must not be the one who signs the owner out. Where it is not given, the answer is. */
async function passwordConfirmed(req: Request, res: Response): Promise<boolean> {
  const parsed = parseForm(PasswordConfirmationSchema, req.body);
  if (!parsed.ok) return showProfile(req, res.status(422), { sessionsForm: parsed.form }).then(() => false);
  const { right, wait } = await checkPassword(req, res, parsed.data.password);
  const wrong = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (wait) await showProfile(req, res, { retryAfter: { sessions: wait } });
  else if (!right) await showProfile(req, res.status(422), { sessionsForm: wrong });
  return right;
}
