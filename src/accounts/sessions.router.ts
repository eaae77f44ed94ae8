import { Router } from 'express';
import { flash } from '../http/flash.ts';
import { databaseOf, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { endSession } from './sessions.service.ts';
import { endOtherSessions } from './signInAgain.ts';

/** `/accounts/sessions`: where the user is signed in. The list stands on the profile page. */
export const sessionsRouter = Router();

const list = () => `${urls.profile()}#sessions`;

sessionsRouter.get('/', (_req, res) => res.redirect(303, list()));

sessionsRouter.post('/end', async (req, res) => {
  const id: unknown = req.body.id;
  const which = { id: typeof id === 'string' ? id.replaceAll('\0', '') : '', asking: req.sessionID };
  const ended = await endSession(databaseOf(req), signedInUser(req).id, which);
  flash(req, ended ? 'success' : 'info', ended ? 'accountLife.sessions.ended' : 'accountLife.sessions.gone');
  res.redirect(303, list());
});

sessionsRouter.post('/end-others', async (req, res) => {
  await endOtherSessions(req);
  flash(req, 'success', 'accountLife.sessions.othersEnded');
  res.redirect(303, list());
});
