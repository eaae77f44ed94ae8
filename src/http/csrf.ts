import csurf from 'csurf';
import type { Request, RequestHandler } from 'express';
import type { Config } from '../config.ts';

declare global {
  namespace Express {
    interface Locals {
      bodyError?: unknown;
    }
  }
}

/**
 * A token in every form, checked on every POST. Its secret lives in a cookie of its own, so that a visitor without an
 * account costs no session row, and a form that outlives its session can still be told from a forged one.
 */
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
  return (req, res, next) => check(req, res, (error) => next(res.locals.bodyError ?? error));
}

/** What a page that is only asked for is spared. */
export function skipForGet(handler: RequestHandler): RequestHandler {
  return (req, res, next) => (req.method === 'GET' || req.method === 'HEAD' ? next() : handler(req, res, next));
}

/**
 * Reads a body; one of a kind that is not read has no fields, so that `req.body` is an object after every POST. One that is
 * refused is told after the token is made: the page that tells it has forms of its own.
 */
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
