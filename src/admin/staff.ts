import type { Request, RequestHandler } from 'express';
import type { AuditContext } from '../audit/audit.service.ts';
import { clientAddress } from '../http/clientAddress.ts';
import { HttpError } from '../http/errors.ts';
import { currentTime, signedInUser } from '../http/request.ts';

/** 404 for everybody else. */
export const staffOnly: RequestHandler = (req, _res, next) => {
  next(req.user?.is_staff ? undefined : new HttpError(404));
};

export function auditContext(req: Request): AuditContext {
  return { at: currentTime(req), actor_id: signedInUser(req).id, ip: clientAddress(req) };
}
