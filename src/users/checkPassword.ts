import type { Request, Response } from 'express';
import { databaseOf, signedInUser } from '../http/request.ts';
import { type Wait, waitOf } from './retryAfter.ts';
import { signInLimits } from './signInLimits.ts';
import { logSignIn } from './signInLog.ts';
import { findByPassword } from './users.service.ts';

/** Asks a signed-in user's password once more, under the limits of signing in; with a wait, the answer is made a 429. */
export async function checkPassword(
  req: Request,
  res: Response,
  password: string,
): Promise<{ right: boolean; wait?: Wait }> {
  const user = signedInUser(req);
  const attempt = { username: user.username, address: req.ip ?? '' };
  const limits = signInLimits(databaseOf(req).pool);
  const seconds = await limits.take(attempt);
  if (seconds > 0) {
    logSignIn(req, user.username, 'password_again', 'held_up');
    res.status(429).set('Retry-After', String(seconds));
    return { right: false, wait: waitOf(seconds) };
  }
  const right = (await findByPassword(databaseOf(req), user.username, password)) === user.id;
  logSignIn(req, user.username, 'password_again', right ? 'right' : 'wrong');
  if (right) await limits.clear(attempt);
  return { right };
}
