import type { Request, RequestHandler, Response } from 'express';
import { Passport } from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { clientAddress } from '../http/clientAddress.ts';
import { currentTime, getDatabase } from '../http/request.ts';
import { newSession, saveSession } from '../http/saveSession.ts';
import { ownerInId, setSessionOwner } from '../http/sessionId.ts';
import { setLocale } from '../http/viewLocals.ts';
import type { Locale } from '../i18n/translate.ts';
import type { SessionUser } from '../users/sessionUser.ts';
import { normalizeUsername } from '../users/username.ts';
import { findSessionUser, recordSignIn, verifyCredentials } from '../users/users.service.ts';
import { sessionAccount, UserSessionStore } from './sessionStore.ts';
import { isSessionTooOld, signInOrigin } from './signInOrigin.ts';

declare global {
  namespace Express {
    interface User {
      id: number;
      username: string;
      email: string;
      is_staff: boolean;
      must_change_password: boolean;
      locale: Locale;
      time_zone: string;
      shortcuts: boolean;
      sms_links: boolean;
      whatsapp_links: boolean;
      ai_enabled: boolean;
      ai_consent: string;
      /** Empty when there is no avatar. */
      avatar_hash: string;
    }
  }
}

interface SessionIdentity {
  id: number;
  stamp: string;
}

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: SessionIdentity };
  }
}

const passport = new Passport();

passport.use(
  new LocalStrategy({ passReqToCallback: true }, (req, username, password, done) => {
    verifyCredentials(getDatabase(req), normalizeUsername(username), password)
      .then((id) => (id === undefined ? null : findSessionUser(getDatabase(req), id)))
      .then((user) => done(null, user ?? false), done);
  }),
);

/** Sets `req.user` from the session, and the user's language and time zone. */
export function authentication(): RequestHandler[] {
  return [loadUser, useUserLocale];
}

// Not Passport's session strategy: it would load the user again, whom the session store has already read.
const loadUser: RequestHandler = async (req, _res, next) => {
  const identity = req.session.passport?.user;
  const user = identity && validUser(req, identity);
  if (user) req.user = user;
  else if (identity) delete req.session.passport?.user;
  if (user && req.method === 'GET' && ownerInId(req.sessionID) === undefined) await moveToOwner(req, user.id);
  next();
};

/** Moves a session of an older version to an id that names its owner. */
async function moveToOwner(req: Request, owner: number): Promise<void> {
  const { sessionStore: store, sessionID, session } = req;
  if (!(store instanceof UserSessionStore) || !(await store.retire(owner, sessionID))) return;
  const { cookie: _, ...data } = session;
  setSessionOwner(req, owner);
  store.generate(req);
  Object.assign(req.session, data);
}

function validUser(req: Request, identity: SessionIdentity): SessionUser | undefined {
  const user = isSessionTooOld(req.session.from, currentTime(req)) ? undefined : sessionAccount(req)?.user;
  return user?.id === identity.id && user.stamp === identity.stamp ? user : undefined;
}

const useUserLocale: RequestHandler = (req, res, next) => {
  if (req.user) setLocale(res, req.user.locale, req.user.time_zone);
  res.locals.user = req.user ?? null;
  next();
};

/** Checks the `password` of the request for this account; undefined when it is wrong. */
export function authenticate(req: Request, res: Response, username: string): Promise<SessionUser | undefined> {
  // The strategy reads both from the body, where an email may stand for the username.
  req.body = { ...req.body, username };
  return new Promise((resolve, reject) => {
    const done = (error: unknown, user?: SessionUser | false) => (error ? reject(error) : resolve(user || undefined));
    passport.authenticate('local', done)(req, res, reject);
  });
}

/** Starts a session with a new id for the user. */
export async function signIn(req: Request, user: SessionUser): Promise<void> {
  const { id, stamp } = user;
  await newSession(req, id);
  req.session.passport = { user: { id, stamp } };
  req.session.from = signInOrigin(req, currentTime(req));
  req.user = user;
  await saveSession(req);
  await recordSignIn(getDatabase(req), user, { now: currentTime(req), ip: clientAddress(req) });
}
