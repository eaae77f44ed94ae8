import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Config } from '../config.ts';
import { urls } from '../urls.ts';
import { saveDraft } from './forms/formDraft.ts';
import { currentTime } from './request.ts';

/** Signed in for 30 days after the last day of use. */
const lifetimeMs = 30 * 86_400_000;

declare module 'express-session' {
  interface SessionData {
    /** The day (UTC) the session was last used. */
    used_on?: string;
  }
}

/** Sessions kept in `store`; in production the cookie is Secure and bound to this very host (`__Host-`). */
export function sessions(store: session.Store, config: Config): RequestHandler[] {
  const { name, cookie } = sessionCookie(config);
  const read = session({
    store,
    secret: [...config.secretKeys],
    name,
    resave: false,
    saveUninitialized: false,
    cookie,
  });
  return [read, renewDaily, saveBeforeRedirect];
}

/** The name and the attributes of the session's cookie: who takes it away needs the same. */
export function sessionCookie({ production }: Config) {
  const cookie = { httpOnly: true, sameSite: 'lax', secure: production, path: '/', maxAge: lifetimeMs } as const;
  return { name: production ? '__Host-sid' : 'sid', cookie };
}

const renewDaily: RequestHandler = (req, _res, next) => {
  const today = currentTime(req).toISOString().slice(0, 10);
  if ('passport' in req.session && req.session.used_on !== today) req.session.used_on = today;
  next();
};

/**
 * express-session sends the headers of an answer before it saves: a browser that is sent on would ask for the next page
 * too early, and not be shown the message that was left for it.
 */
const saveBeforeRedirect: RequestHandler = (req, res, next) => {
  const redirect = res.redirect.bind(res) as (status: number, url: string) => void;
  res.redirect = (status: number | string, url?: number | string) => {
    const [code, address] = typeof status === 'number' ? [status, String(url)] : [302, status];
    if (!req.session?.flash && !req.session?.draft) return redirect(code, address);
    req.session.save((error: unknown) => (error ? next(error) : redirect(code, address)));
  };
  next();
};

/**
 * Everything mounted after this needs a signed-in user; a page that was asked for is come back to after login, a form that
 * was sent too late comes back filled.
 */
export const requireLogin: RequestHandler = async (req, res, next) => {
  if (req.user) return next();
  if (req.method === 'POST') await saveDraft(req);
  res.redirect(303, urls.login(req.method === 'GET' ? req.originalUrl : undefined));
};
