import { Router } from 'express';
import { networkPrefix } from '../core/networkPrefix.ts';
import { localPath } from '../core/paths.ts';
import { consumeRateLimit } from '../db/rateLimit.ts';
import { clientAddress } from '../http/clientAddress.ts';
import { HttpError } from '../http/errors.ts';
import { flash } from '../http/flash.ts';
import { getDatabase } from '../http/request.ts';
import { urls } from '../urls.ts';
import { verifySignIn } from '../users/passkeyCeremony.ts';
import { logSignIn } from '../users/signInLog.ts';
import { findSessionUser } from '../users/users.service.ts';
import { finishSignIn } from './finishSignIn.ts';
import { clearPendingSignIn, findPendingSignIn } from './pendingSignIn.ts';

const perNetwork = { name: 'passkeys', points: 60, seconds: 900 };

/**
 * `/accounts/login/passkey/`: signs in with a passkey alone, since the device asks for a finger, a face or a PIN, or in
 * place of the code after the password.
 */
export const passkeySignInRouter = Router();

passkeySignInRouter.post('/', async (req, res) => {
  const retryAfter = await consumeRateLimit(getDatabase(req).pool, perNetwork, networkPrefix(clientAddress(req)));
  if (retryAfter > 0) throw new HttpError(429, { retryAfter });
  const pending = await findPendingSignIn(req);
  const id = await verifySignIn(req, req.body['passkey']);
  const user = id === undefined ? null : await findSessionUser(getDatabase(req), id);
  logSignIn(req, user?.username ?? '', 'passkey', user ? 'correct' : 'wrong');
  if (!user || (pending && pending.user.id !== user.id)) {
    flash(req, 'danger', 'accountLife.passkeys.refused');
    return res.redirect(303, pending ? urls.loginCode() : urls.login(localPath(req.body['next'])));
  }
  clearPendingSignIn(req, res);
  await finishSignIn(req, res, user, pending?.next ?? localPath(req.body['next']) ?? '');
});
