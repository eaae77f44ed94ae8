import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import type { SecretKeys } from '../config.ts';
import { networkPrefix } from '../core/networkPrefix.ts';
import { clientAddress } from '../http/clientAddress.ts';
import { getConfig } from '../http/request.ts';
import { log } from '../log/log.ts';
import { deriveKey } from './encryption.ts';
import { normalizeUsername } from './username.ts';

type SignInStep = 'password' | 'code' | 'passkey' | 'password_confirmation';
type SignInOutcome = 'correct' | 'wrong' | 'rate_limited';

/** Account and network are keyed hashes: they can be counted, but not identified without SECRET_KEY. */
export function logSignIn(req: Request, username: string, step: SignInStep, outcome: SignInOutcome): void {
  const { secretKeys } = getConfig(req);
  const account = keyedHash(secretKeys, 'account', normalizeUsername(username).toLowerCase());
  const network = keyedHash(secretKeys, 'network', networkPrefix(clientAddress(req)));
  log.info({ requestId: req.id, step, outcome, account, network }, 'sign-in');
}

function keyedHash([current]: SecretKeys, kind: string, text: string): string {
  return createHmac('sha256', deriveKey(current, `${kind} in the log`))
    .update(text)
    .digest('base64url')
    .slice(0, 16);
}
