import type { Request } from 'express';
import type { Config } from '../config.ts';
import { parseBigId, parseId } from '../core/ids.ts';
import type { Database } from '../db/client.ts';
import { type OwnedDb, ownedBy } from '../db/owned.ts';
import { type Moment, momentIn } from '../i18n/dates.ts';
import { knownTimeZone } from '../i18n/locale.ts';
import { HttpError } from './errors.ts';

declare global {
  namespace Express {
    interface Application {
      config: Config;
      database: Database;
      clock: () => Date;
    }
  }
}

const handles = new WeakMap<Request, OwnedDb>();

/** @throws HttpError 401, so that a route mounted in the wrong place fails closed */
export function ownedDb(req: Request): OwnedDb {
  const { id } = signedInUser(req);
  const known = handles.get(req);
  if (known?.userId === id) return known;
  const db = ownedBy(getDatabase(req), id, { cause: 'form', actorId: id, now: () => currentTime(req) });
  handles.set(req, db);
  return db;
}

/** @throws HttpError 401 */
export function signedInUser(req: Request): Express.User {
  if (!req.user) throw new HttpError(401);
  return req.user;
}

/** The database without an owner, only for users, sessions and the admin area. */
export function getDatabase(req: Request): Database {
  return req.app.database;
}

export function getConfig(req: Request): Config {
  return req.app.config;
}

export function currentTime(req: Request): Date {
  return req.app.clock();
}

export function currentMoment(req: Request): Moment {
  // A newer system may not know a time zone that was saved earlier.
  return momentIn(knownTimeZone(signedInUser(req).time_zone) ?? 'UTC', currentTime(req));
}

/** @throws HttpError 404 */
export function idParam(req: Request, name = 'id'): number {
  const id = parseId(req.params[name]);
  if (id === undefined) throw new HttpError(404);
  return id;
}

export function bigIdParam(req: Request, name = 'id'): number {
  const id = parseBigId(req.params[name]);
  if (id === undefined) throw new HttpError(404);
  return id;
}
