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

/** `/accounts/sessions`: ends sessions of the user, which the profile page lists. */
export const sessionsRouter = Router();

const sessionsSection = () => `${urls.profile()}#sessions`;

// After an error the browser's address is that of the POST; reloading it must not be a 404.
for (const path of ['/', '/end', '/end-others'])
  sessionsRouter.get(path, (_req, res) => res.redirect(303, sessionsSection()));

sessionsRouter.post('/end', async (req, res) => {
  if (!(await passwordConfirmed(req, res))) return;
  const id: unknown = req.body.id;
  const session = { id: typeof id === 'string' ? id.replaceAll('\0', '') : '', currentSid: req.sessionID };
  const ended = await endSession(getDatabase(req), signedInUser(req).id, session);
  flash(req, ended ? 'success' : 'info', ended ? 'accountLife.sessions.ended' : 'accountLife.sessions.alreadyEnded');
  res.redirect(303, sessionsSection());
});

sessionsRouter.post('/end-others', async (req, res) => {
  if (!(await passwordConfirmed(req, res))) return;
  await endOtherSessions(req);
  flash(req, 'success', 'accountLife.sessions.othersEnded');
  res.redirect(303, sessionsSection());
});

/** A stolen cookie must not be enough to sign the owner out. Sends the response when it is false. */
async function passwordConfirmed(req: Request, res: Response): Promise<boolean> {
  const parsed = parseForm(PasswordConfirmationSchema, req.body);
  if (!parsed.ok) return showProfile(req, res.status(422), { sessionsForm: parsed.form }).then(() => false);
  const { correct, retryAfter } = await checkPassword(req, res, parsed.data.password);
  const wrongPassword = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (retryAfter) await showProfile(req, res, { retryAfterByForm: { sessions: retryAfter } });
  else if (!correct) await showProfile(req, res.status(422), { sessionsForm: wrongPassword });
  return correct;
}
