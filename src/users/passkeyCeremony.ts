import type { Request } from 'express';
import { parseId } from '../core/ids.ts';
import { sha256 } from '../core/sha256.ts';
import { consumeRateLimit } from '../db/rateLimit.ts';
import { currentTime, getConfig, getDatabase } from '../http/request.ts';
import { log } from '../log/log.ts';
import { decrypt, encrypt } from './encryption.ts';
import { listCredentials, recordPasskeyUse, type StoredCredential } from './passkeys.service.ts';

const purpose = 'passkey challenge';
const lifetimeMs = 600_000;
const usedOnce = { name: 'passkey-challenges', points: 1, seconds: 1_200 };
const maxAnswerLength = 20_000;

/** Options for the browser to ask for a passkey: any passkey of this site, or one of this user. */
export async function signInOptions(req: Request, userId?: number): Promise<object> {
  const known = userId === undefined ? [] : await listCredentials(getDatabase(req), userId);
  return {
    challenge: createChallenge(req),
    rpId: site(req).rpId,
    timeout: lifetimeMs,
    userVerification: 'required',
    allowCredentials: known.map(({ id, transports }) => ({ id, type: 'public-key', transports })),
  };
}

/** Options for the browser to create a passkey. */
export async function creationOptions(req: Request, { id, username }: Express.User): Promise<object> {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const known = await listCredentials(getDatabase(req), id);
  return generateRegistrationOptions({
    rpName: 'Mini CRM',
    rpID: site(req).rpId,
    userID: new Uint8Array(Buffer.from(String(id))),
    userName: username,
    challenge: new Uint8Array(Buffer.from(createChallenge(req), 'base64url')),
    timeout: lifetimeMs,
    excludeCredentials: known.map((one) => ({ id: one.id, transports: one.transports ?? [] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** The new passkey that the browser made; undefined when the answer is not valid. */
export async function verifyCreation(req: Request, answer: unknown): Promise<StoredCredential | undefined> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const response = parseAnswer<RegistrationAnswer>(answer);
  if (!response) return undefined;
  const result = await verified(req, (expected) => verifyRegistrationResponse({ response, ...expected }));
  if (!result?.registrationInfo) return undefined;
  const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential;
  return { id, publicKey: new Uint8Array(publicKey), counter, transports };
}

/** The id of the user whose passkey the browser used; undefined when the answer is not valid. */
export async function verifySignIn(req: Request, answer: unknown): Promise<number | undefined> {
  const response = parseAnswer<AuthenticationAnswer>(answer);
  const userId = response && userOf(response);
  if (!response || userId === undefined) return undefined;
  const credential = (await listCredentials(getDatabase(req), userId)).find(({ id }) => id === response.id);
  if (!credential) return undefined;
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const result = await verified(req, (expected) => verifyAuthenticationResponse({ response, credential, ...expected }));
  if (!result) return undefined;
  const counter = result.authenticationInfo.newCounter;
  await recordPasskeyUse(getDatabase(req), userId, { id: credential.id, counter }, currentTime(req));
  return userId;
}

type RegistrationAnswer = import('@simplewebauthn/server').RegistrationResponseJSON;
type AuthenticationAnswer = import('@simplewebauthn/server').AuthenticationResponseJSON;

/** The answer comes from a visitor and may be anything. */
function parseAnswer<Answer>(answer: unknown): Answer | undefined {
  const text = typeof answer === 'string' && answer.length <= maxAnswerLength ? answer : 'null';
  try {
    return (JSON.parse(text) as Answer | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function userOf({ response }: Partial<AuthenticationAnswer>): number | undefined {
  const handle: unknown = response?.userHandle;
  return typeof handle === 'string' ? parseId(Buffer.from(handle, 'base64url').toString()) : undefined;
}

interface Expected {
  expectedChallenge: (challenge: string) => Promise<boolean>;
  expectedOrigin: string;
  expectedRPID: string;
  requireUserVerification: true;
}

/** The library throws for every invalid answer. An error of our own database meanwhile must not count as one. */
async function verified<T extends { verified: boolean }>(
  req: Request,
  verify: (expected: Expected) => Promise<T>,
): Promise<T | undefined> {
  const { rpId: expectedRPID, origin: expectedOrigin } = site(req);
  let consumed = Promise.resolve(false);
  const expectedChallenge = (challenge: string) => {
    consumed = consumeChallenge(req, challenge);
    return consumed;
  };
  try {
    const result = await verify({ expectedChallenge, expectedOrigin, expectedRPID, requireUserVerification: true });
    return result.verified ? result : undefined;
  } catch (error) {
    await consumed;
    log.info({ err: error }, 'a passkey was not accepted');
    return undefined;
  }
}

/** In production the Host header is checked against ALLOWED_HOSTS; elsewhere it may be anything. */
function site(req: Request): { rpId: string; origin: string } {
  const address = `${req.protocol}://${req.headers.host}`;
  const { origin, hostname } = new URL(URL.canParse(address) ? address : 'http://localhost');
  return { rpId: hostname, origin };
}

// The encrypted challenge proves itself, so that nothing is stored for a visitor who only opens the page.
function createChallenge(req: Request): string {
  const until = currentTime(req).getTime() + lifetimeMs;
  return encrypt(getConfig(req).secretKeys, purpose, String(until));
}

async function consumeChallenge(req: Request, challenge: string): Promise<boolean> {
  const until = Number(decrypt(getConfig(req).secretKeys, purpose, challenge) ?? 0);
  if (until < currentTime(req).getTime()) return false;
  return (await consumeRateLimit(getDatabase(req).pool, usedOnce, sha256(challenge))) === 0;
}
