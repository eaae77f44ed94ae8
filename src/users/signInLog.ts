import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import type { SecretKeys } from '../config.ts';
import { configOf } from '../http/request.ts';
import { log } from '../log/log.ts';
import { keyFor } from './encryption.ts';
import { networkOf } from './signInLimits.ts';
import { normalUsername } from './username.ts';

type SignInStep = 'password' | 'code' | 'password_again';
type SignInOutcome = 'right' | 'wrong' | 'held_up';

/**
 * One line for each time somebody proves who they are, or fails to. Account and network stand in it as keyed hashes: equal
 * ones are equal, and nobody without SECRET_KEY can tell whose they are, or try names until one fits.
 */
export function logSignIn(req: Request, username: string, step: SignInStep, outcome: SignInOutcome): void {
  const { secretKeys } = configOf(req);
  const account = hashed(secretKeys, 'account', normalUsername(username).toLowerCase());
  const network = hashed(secretKeys, 'network', networkOf(req.ip ?? ''));
  log.info({ requestId: req.id, step, outcome, account, network }, 'sign-in');
}

function hashed([current]: SecretKeys, kind: string, text: string): string {
  return createHmac('sha256', keyFor(current, `${kind} in the log`))
    .update(text)
    .digest('base64url')
    .slice(0, 16);
}
