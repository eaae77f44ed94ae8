import type { Request, RequestHandler } from 'express';
import type { Act } from '../audit/audit.service.ts';
import { HttpError } from '../http/errors.ts';
import { nowOf, signedInUser } from '../http/request.ts';

/** For everybody else the admin area is not there. */
export const staffOnly: RequestHandler = (req, _res, next) => {
  next(req.user?.is_staff ? undefined : new HttpError(404));
};

/** What the log wants to know of every act. */
export function actOf(req: Request): Act {
  return { at: nowOf(req), actor_id: signedInUser(req).id, ip: req.ip ?? '' };
}
