import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { LimitSettings } from '../config.ts';
import { consumeRateLimit, retryAfterSeconds } from '../db/rateLimit.ts';
import { urls } from '../urls.ts';
import { HttpError } from './errors.ts';
import { getConfig, getDatabase, signedInUser } from './request.ts';

const hourSeconds = 3600;

/** Counted in this process alone (docs/decisions/015-rate-limits.md); signing out is never limited. */
export function limitSaves({ savesPerMinute: points }: LimitSettings): RequestHandler {
  const limiter = new RateLimiterMemory({ keyPrefix: 'saves', points, duration: 60 });
  return async (req, _res, next) => {
    if (req.method !== 'POST' || !req.user || isLogout(req)) return next();
    const seconds = await limiter.consume(req.user.id).then(() => 0, retryAfterSeconds);
    next(seconds > 0 ? tooMany(seconds) : undefined);
  };
}

export function isLogout({ path }: Request): boolean {
  return path === urls.logout() || `${path}/` === urls.logout();
}

/** Returns the seconds to wait, 0 within the limit. */
export function consumeSignUp(req: Request, network: string): Promise<number> {
  const points = getConfig(req).limits.signUpsPerHour;
  return consumeRateLimit(getDatabase(req).pool, { name: 'sign-ups', points, seconds: hourSeconds }, network);
}

/** Has the same limit as sign-ups but a counter of its own. @throws HttpError 429 */
export async function consumeUsernameCheck(req: Request, network: string): Promise<void> {
  const points = getConfig(req).limits.signUpsPerHour;
  const limit = { name: 'username-checks', points, seconds: hourSeconds };
  const seconds = await consumeRateLimit(getDatabase(req).pool, limit, network);
  if (seconds > 0) throw tooMany(seconds);
}

/** @throws HttpError 429 */
export async function limitDownloads(req: Request): Promise<void> {
  await consumeHere(req, 'downloadsPerHour', String(signedInUser(req).id));
}

/** Counted per network, for all feeds together. @throws HttpError 429 */
export async function limitFeeds(req: Request, network: string): Promise<void> {
  await consumeHere(req, 'feedsPerHour', network);
}

type ReadLimit = 'downloadsPerHour' | 'feedsPerHour';

const readLimiters = new WeakMap<LimitSettings, Record<ReadLimit, RateLimiterMemory>>();

/** Counted in this process alone, since reading writes nothing. */
async function consumeHere(req: Request, name: ReadLimit, key: string): Promise<void> {
  const { limits } = getConfig(req);
  const limiters = readLimiters.get(limits) ?? createReadLimiters(limits);
  readLimiters.set(limits, limiters);
  const seconds = await limiters[name].consume(key).then(() => 0, retryAfterSeconds);
  if (seconds > 0) throw tooMany(seconds);
}

function createReadLimiters(limits: LimitSettings): Record<ReadLimit, RateLimiterMemory> {
  const of = (points: number) => new RateLimiterMemory({ points, duration: hourSeconds });
  return { downloadsPerHour: of(limits.downloadsPerHour), feedsPerHour: of(limits.feedsPerHour) };
}

function tooMany(seconds: number): HttpError {
  return new HttpError(429, { retryAfter: seconds });
}
