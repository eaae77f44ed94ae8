import type { Request, Response } from 'express';
import { clientAddress } from '../http/clientAddress.ts';
import { getDatabase, signedInUser } from '../http/request.ts';
import { type RetryAfterText, retryAfterText } from './retryAfter.ts';
import { signInLimits } from './signInLimits.ts';
import { logSignIn } from './signInLog.ts';
import { verifyCredentials } from './users.service.ts';

/**
 * Checks the password of the signed-in user. When a sign-in limit is reached, sets the status 429 and returns
 * `retryAfter`.
 */
export async function checkPassword(
  req: Request,
  res: Response,
  password: string,
): Promise<{ correct: boolean; retryAfter?: RetryAfterText }> {
  const user = signedInUser(req);
  const attempt = { username: user.username, address: clientAddress(req) };
  const limits = signInLimits(getDatabase(req).pool);
  const seconds = await limits.consume(attempt);
  if (seconds > 0) {
    logSignIn(req, user.username, 'password_confirmation', 'rate_limited');
    res.status(429).set('Retry-After', String(seconds));
    return { correct: false, retryAfter: retryAfterText(seconds) };
  }
  const correct = (await verifyCredentials(getDatabase(req), user.username, password)) === user.id;
  logSignIn(req, user.username, 'password_confirmation', correct ? 'correct' : 'wrong');
  if (correct) await limits.reset(attempt);
  return { correct };
}
