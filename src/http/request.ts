import type { Request } from 'express';
import type { Config } from '../config.ts';
import { parseId } from '../core/ids.ts';
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
      /** The present moment; tests replace it. */
      clock: () => Date;
    }
  }
}

const handles = new WeakMap<Request, OwnedDb>();

/**
 * The database bound to the signed-in user, one handle a request. Throws 401 without a user, so a route mounted in the
 * wrong place fails closed.
 */
export function ownedDb(req: Request): OwnedDb {
  const { id } = signedInUser(req);
  const known = handles.get(req);
  if (known?.userId === id) return known;
  const db = ownedBy(getDatabase(req), id, { cause: 'form', actorId: id, now: () => currentTime(req) });
  handles.set(req, db);
  return db;
}

/** The signed-in user; throws 401 without one. */
export function signedInUser(req: Request): Express.User {
  if (!req.user) throw new HttpError(401);
  return req.user;
}

/** The unscoped database: only for accounts, sessions and the admin area. */
export function getDatabase(req: Request): Database {
  return req.app.database;
}

export function getConfig(req: Request): Config {
  return req.app.config;
}

/** The moment of this request; tests set the clock through `createApp`. */
export function currentTime(req: Request): Date {
  return req.app.clock();
}

/** The moment of this request where the signed-in user lives. */
export function currentMoment(req: Request): Moment {
  // An account may have a zone from before that a newer system does not know.
  return momentIn(knownTimeZone(signedInUser(req).time_zone) ?? 'UTC', currentTime(req));
}

/** A path parameter as a row's id; anything else is 404. */
export function idParam(req: Request, name = 'id'): number {
  const id = parseId(req.params[name]);
  if (id === undefined) throw new HttpError(404);
  return id;
}
