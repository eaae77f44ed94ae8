import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Config } from '../config.ts';
import { urls } from '../urls.ts';
import { saveDraft } from './forms/formDraft.ts';
import { currentTime } from './request.ts';
import { newSessionId } from './sessionId.ts';

/** Counted from the last day on which the session was used. */
const lifetimeMs = 30 * 86_400_000;

declare module 'express-session' {
  interface SessionData {
    used_on?: string;
  }
}

export function sessions(store: session.Store, config: Config): RequestHandler[] {
  const { name, cookie } = sessionCookie(config);
  const read = session({
    store,
    genid: newSessionId,
    secret: [...config.secretKeys],
    name,
    resave: false,
    saveUninitialized: false,
    cookie,
  });
  return [read, renewDaily, saveBeforeRedirect];
}

export function sessionCookie({ production }: Config) {
  const cookie = { httpOnly: true, sameSite: 'lax', secure: production, path: '/', maxAge: lifetimeMs } as const;
  return { name: production ? '__Host-sid' : 'sid', cookie };
}

const renewDaily: RequestHandler = (req, _res, next) => {
  const today = currentTime(req).toISOString().slice(0, 10);
  if ('passport' in req.session && req.session.used_on !== today) req.session.used_on = today;
  next();
};

/** express-session saves after sending the headers, and the browser could ask for the next page before that. */
const saveBeforeRedirect: RequestHandler = (req, res, next) => {
  const redirect = res.redirect.bind(res) as (status: number, url: string) => void;
  res.redirect = (status: number | string, url?: number | string) => {
    const [code, address] = typeof status === 'number' ? [status, String(url)] : [302, status];
    if (!req.session?.flash && !req.session?.draft) return redirect(code, address);
    // Without a writable database, a reader only loses the message.
    const isRead = req.method === 'GET';
    req.session.save((error: unknown) => {
      if (error && !isRead) next(error);
      // A request that took too long has been answered meanwhile.
      else if (!res.headersSent) redirect(code, address);
    });
  };
  next();
};

/** Signing in leads back to the requested page, or to the form they sent, as a draft. */
export const requireLogin: RequestHandler = async (req, res, next) => {
  if (req.user) return next();
  if (req.method === 'POST') await saveDraft(req);
  res.redirect(303, urls.login(req.method === 'GET' ? req.originalUrl : undefined));
};
