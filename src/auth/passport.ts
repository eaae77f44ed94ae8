import type { Request, RequestHandler, Response } from 'express';
import { Passport } from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { useLocale } from '../http/locals.ts';
import { databaseOf, nowOf } from '../http/request.ts';
import { newSession, saveSession } from '../http/saveSession.ts';
import type { Locale } from '../i18n/translate.ts';
import type { SessionUser } from '../users/sessionUser.ts';
import { normalUsername } from '../users/username.ts';
import { findByPassword, findSessionUser, noteSignIn } from '../users/users.service.ts';
import { accountOf } from './sessionStore.ts';
import { isTooOld, signedInFrom } from './signedInFrom.ts';

declare global {
  namespace Express {
    /** The signed-in user, as every page needs them. */
    interface User {
      id: number;
      username: string;
      email: string;
      is_staff: boolean;
      must_change_password: boolean;
      locale: Locale;
      time_zone: string;
      shortcuts: boolean;
      ai_enabled: boolean;
      ai_consent: string;
      /** Of their picture; empty without one. */
      avatar_hash: string;
    }
  }
}

/** What a session holds: the user, and the stamp they signed in with. */
interface Signed {
  id: number;
  stamp: string;
}

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: Signed };
  }
}

const passport = new Passport();

passport.use(
  new LocalStrategy({ passReqToCallback: true }, (req, username, password, done) => {
    findByPassword(databaseOf(req), normalUsername(username), password)
      .then((id) => (id === undefined ? null : findSessionUser(databaseOf(req), id)))
      .then((user) => done(null, user ?? false), done);
  }),
);

/** Reads the signed-in user out of the session into `req.user`, and speaks their language from here on. */
export function authentication(): RequestHandler[] {
  return [readUser, useOwnLocale];
}

// Passport's own strategy for sessions would ask for the user, who is there already, and take as long as all else here.
const readUser: RequestHandler = (req, _res, next) => {
  const signed = req.session.passport?.user;
  const user = signed && userOf(req, signed);
  if (user) req.user = user;
  else if (signed) delete req.session.passport?.user;
  next();
};

function userOf(req: Request, signed: Signed): SessionUser | undefined {
  const user = isTooOld(req.session.from, nowOf(req)) ? undefined : accountOf(req)?.user;
  return user?.id === signed.id && user.stamp === signed.stamp ? user : undefined;
}

const useOwnLocale: RequestHandler = (req, res, next) => {
  if (req.user) useLocale(res, req.user.locale, req.user.time_zone);
  res.locals['user'] = req.user ?? null;
  next();
};

/** Asks passport-local about the request's `username` and `password`. */
export function authenticate(req: Request, res: Response): Promise<SessionUser | undefined> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, user?: SessionUser | false) => (error ? reject(error) : resolve(user || undefined));
    passport.authenticate('local', done)(req, res, reject);
  });
}

/** Starts a session with a new id for the user, and notes the time and the browser. */
export async function signIn(req: Request, user: SessionUser): Promise<void> {
  const { id, stamp } = user;
  await newSession(req);
  req.session.passport = { user: { id, stamp } };
  req.session.from = signedInFrom(req, nowOf(req));
  req.user = user;
  await saveSession(req);
  await noteSignIn(databaseOf(req), user, { now: nowOf(req), ip: req.ip ?? '' });
}
