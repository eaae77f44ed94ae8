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

/** The database bound to the signed-in user. Throws 401 without one, so a route mounted in the wrong place fails closed. */
export function ownedDb(req: Request): OwnedDb {
  return ownedBy(getDatabase(req), signedInUser(req).id);
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
