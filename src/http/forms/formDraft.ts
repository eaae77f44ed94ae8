import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler } from 'express';
import { takeTurn } from '../../db/rateLimit.ts';
import { localPath } from '../../urls.ts';
import { HttpError } from '../errors.ts';
import { flash } from '../flash.ts';
import { isPrefetch } from '../prefetch.ts';
import { isLogout } from '../rateLimits.ts';
import { databaseOf, nowOf } from '../request.ts';
import { newSession } from '../saveSession.ts';
import { formOwner } from './formOwner.ts';

/** What somebody typed into a form while their session ended: kept until they are signed in again. */
interface Typed {
  /** Where a GET shows the form: what it says of itself (`_at`), for not every form is sent to where it stands. */
  path: string;
  /** The user whose page the form stood on: shown to nobody else who signs in here. */
  by: number;
  fields: Record<string, string>;
  /** Milliseconds since 1970. */
  until: number;
}

declare module 'express-session' {
  interface SessionData {
    typed?: Typed;
  }
}

const keptForMs = 3_600_000;
const mostCharacters = 64_000;
const perAddress = { name: 'typed', points: 30, seconds: 3600 };
const neverKept = /^_|password|secret|token|code/i;
const restoring = new AsyncLocalStorage<Record<string, string>>();

/** Keeps the fields of a form sent without a session, for an hour, in a session that nobody is signed in to. */
export async function keepTyped(req: Request): Promise<void> {
  if (await keep(req)) req.session.cookie.maxAge = keptForMs;
}

/**
 * Refuses a form of a page that another user opened in this browser: it was not meant for this account. What was typed is
 * kept for them alone. Signing out is let through.
 */
export const ownFormsOnly: RequestHandler = async (req, res, next) => {
  const by = req.method === 'POST' && req.user ? formOwner(req.body) : undefined;
  if (by === undefined || by === req.user?.id || isLogout(req)) return next();
  res.locals['keptForOther'] = await keep(req);
  next(new HttpError(409));
};

/**
 * At signing out: what waits for another user of this browser waits on, in a session that nobody is signed in to. True when
 * the user's own has ended that way.
 */
export async function leaveTyped(req: Request): Promise<boolean> {
  const { typed } = req.session;
  const left = typed ? typed.until - nowOf(req).getTime() : 0;
  if (!typed || typed.by === req.user?.id || left <= 0) return false;
  await newSession(req);
  req.session.typed = typed;
  req.session.cookie.maxAge = left;
  return true;
}

/** After signing in, in the new session: where the form is that waits for this user. */
export function takeOverTyped(req: Request, typed: Typed | undefined): string | undefined {
  if (!typed || typed.by !== req.user?.id || typed.until < nowOf(req).getTime()) return undefined;
  req.session.typed = typed;
  return localPath(typed.path);
}

/** The next GET of that form's address shows it as it was typed, once. */
export const restoreTyped: RequestHandler = (req, _res, next) => {
  const typed = req.session?.typed;
  if (!typed || req.method !== 'GET' || isPrefetch(req) || typed.by !== req.user?.id || typed.path !== req.originalUrl)
    return next();
  delete req.session.typed;
  if (typed.until < nowOf(req).getTime()) return next();
  flash(req, 'info', 'forms.restored');
  restoring.run(typed.fields, next);
};

/** Of the names, those that this request has to show as they were typed before. */
export function typedBefore(names: string[]): Record<string, string> {
  const fields = restoring.getStore() ?? {};
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(fields, name) ? [[name, fields[name] ?? '']] : [])));
}

async function keep(req: Request): Promise<boolean> {
  const typed = typedIn(req);
  if (!typed || (await takeTurn(databaseOf(req).pool, perAddress, req.ip ?? '')) > 0) return false;
  req.session.typed = typed;
  return true;
}

function typedIn(req: Request): Typed | undefined {
  const body = (req.body ?? {}) as Record<string, unknown>;
  const path = localPath(body['_at']);
  const by = formOwner(body);
  if (by === undefined || path === undefined) return undefined;
  const pairs = Object.entries(body).map(([name, value]) => [name, lastOf(value)] as const);
  const kept = pairs.filter(([name, value]) => !neverKept.test(name) && typeof value === 'string');
  const fields = Object.fromEntries(kept) as Record<string, string>;
  if (JSON.stringify(fields).length > mostCharacters) return undefined;
  // PostgreSQL's JSON takes no NUL.
  const clean = Object.fromEntries(Object.entries(fields).map((pair) => pair.map((text) => text.replaceAll('\0', ''))));
  return { path, by, fields: clean, until: nowOf(req).getTime() + keptForMs };
}

function lastOf(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}
