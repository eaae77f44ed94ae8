import { parseCookie } from 'cookie';
import type { RequestHandler } from 'express';

/** cookie-parser would decode `j:{…}` to an object, which express-session does not expect. */
export const readCookies: RequestHandler = (req, _res, next) => {
  req.cookies = parseCookie(req.headers.cookie ?? '');
  next();
};
