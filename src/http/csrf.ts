import csurf from 'csurf';
import type { Request, RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { isCrossSite } from './crossSite.ts';
import { HttpError } from './errors.ts';

declare global {
  namespace Express {
    interface Locals {
      bodyError?: unknown;
    }
  }
}

/** The secret has a cookie of its own (docs/decisions/033-csrf-cookie.md). */
export function csrf(config: Config): RequestHandler {
  const check = csurf({
    cookie: {
      key: config.production ? '__Host-csrf' : 'csrf',
      httpOnly: true,
      sameSite: 'lax',
      secure: config.production,
      path: '/',
    },
    value: readToken,
  });
  return (req, res, next) =>
    check(req, res, (error) =>
      next(res.locals.bodyError ?? error ?? (isCrossSite(req) ? new HttpError(403) : undefined)),
    );
}

export function skipForGet(handler: RequestHandler): RequestHandler {
  return (req, res, next) => (req.method === 'GET' || req.method === 'HEAD' ? next() : handler(req, res, next));
}

/** Parses a body, but reports errors only after the CSRF token was made, because the error page has forms. */
export function deferBodyErrors(read: RequestHandler): RequestHandler {
  return (req, res, next) => {
    read(req, res, (error?: unknown) => {
      res.locals.bodyError ??= error;
      req.body ??= {};
      next();
    });
  };
}

function readToken(req: Request): string {
  const token: unknown = req.body?._csrf ?? req.get('x-csrf-token');
  return typeof token === 'string' ? token : '';
}
