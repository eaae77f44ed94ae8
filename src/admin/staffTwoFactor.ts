import type { RequestHandler } from 'express';
import type { Database } from '../db/client.ts';
import { flash } from '../http/flash.ts';
import { currentTime, getConfig, getDatabase, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';

declare global {
  namespace Express {
    interface Locals {
      /** The date by which an administrator must set up a second factor. */
      secondFactorDue?: Date | undefined;
    }
  }
}

const dayMs = 86_400_000;

/**
 * After the configured number of days, redirects the admin area to the setup of a second factor. Other pages stay open.
 */
export const staffTwoFactor: RequestHandler = async (req, res, next) => {
  const { staffTwoFactorDays: days } = getConfig(req);
  res.locals.secondFactorDue = undefined;
  if (days === undefined) return next();
  const since = await withoutTwoFactorSince(getDatabase(req), signedInUser(req).id);
  const due = since && new Date(since.getTime() + days * dayMs);
  res.locals.secondFactorDue = due;
  if (!due || due > currentTime(req)) return next();
  flash(req, 'warning', 'admin.twoFactorNeeded');
  res.redirect(303, urls.twoFactor());
};

/** Since when an administrator has had no second factor; undefined when they have one. */
async function withoutTwoFactorSince(database: Database, id: number): Promise<Date | undefined> {
  if (await hasTwoFactor(database, id)) return undefined;
  const select = { staff_since: true, date_joined: true } as const;
  const user = await database.prisma.user.findUniqueOrThrow({ where: { id }, select });
  return user.staff_since ?? user.date_joined;
}
