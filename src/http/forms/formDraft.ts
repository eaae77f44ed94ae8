import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler } from 'express';
import { localPath } from '../../core/paths.ts';
import { consumeRateLimit } from '../../db/rateLimit.ts';
import { clientAddress } from '../clientAddress.ts';
import { HttpError } from '../errors.ts';
import { flash } from '../flash.ts';
import { isPrefetch } from '../prefetch.ts';
import { isLogout } from '../rateLimits.ts';
import { currentTime, getDatabase } from '../request.ts';
import { newSession } from '../saveSession.ts';
import { formOwner } from './formOwner.ts';

type DraftFields = Record<string, string | string[]>;

interface FormDraft {
  /** The address that shows the form by GET, from the field `_at`: not every form is posted to its own page. */
  path: string;
  /** The user whose page the form stood on; nobody else may see the draft. */
  by: number;
  fields: DraftFields;
  until: number;
}

declare module 'express-session' {
  interface SessionData {
    draft?: FormDraft;
  }
}

const lifetimeMs = 3_600_000;
const maxCharacters = 64_000;
const draftLimit = { name: 'drafts', points: 30, seconds: 3600 };
const neverSaved = /^_|password|secret|token|code/i;
const restoredValues = new AsyncLocalStorage<DraftFields>();

/** Saves a form that was sent without a session, for an hour, in an anonymous session. */
export async function saveDraft(req: Request): Promise<void> {
  if (await storeDraft(req)) req.session.cookie.maxAge = lifetimeMs;
}

/** Refuses a form from another user's page with 409 and saves it for that user. Signing out is always allowed. */
export const ownFormsOnly: RequestHandler = async (req, res, next) => {
  const by = req.method === 'POST' && req.user ? formOwner(req.body) : undefined;
  if (by === undefined || by === req.user?.id || isLogout(req)) return next();
  res.locals.draftKept = await storeDraft(req);
  next(new HttpError(409));
};

/** When a user signs out, moves another user's draft into a new anonymous session; returns whether it did. */
export async function keepForOwner(req: Request): Promise<boolean> {
  const { draft } = req.session;
  const leftMs = draft ? draft.until - currentTime(req).getTime() : 0;
  if (!draft || draft.by === req.user?.id || leftMs <= 0) return false;
  await newSession(req);
  req.session.draft = draft;
  req.session.cookie.maxAge = leftMs;
  return true;
}

/** Moves the user's draft into their new session and returns the path of its form. */
export function claimDraft(req: Request, draft: FormDraft | undefined): string | undefined {
  if (!draft || draft.by !== req.user?.id || draft.until < currentTime(req).getTime()) return undefined;
  req.session.draft = draft;
  return localPath(draft.path);
}

export const restoreDraft: RequestHandler = (req, _res, next) => {
  const draft = req.session?.draft;
  if (!draft || req.method !== 'GET' || isPrefetch(req)) return next();
  if (draft.by !== req.user?.id || draft.path !== req.originalUrl) return next();
  delete req.session.draft;
  if (draft.until < currentTime(req).getTime()) return next();
  flash(req, 'info', 'forms.draftRestored');
  restoredValues.run(draft.fields, next);
};

export function draftValues(names: string[]): DraftFields {
  const fields = restoredValues.getStore() ?? {};
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(fields, name) ? [[name, fields[name] ?? '']] : [])));
}

export function draftText(name: string): string {
  const value = draftValues([name])[name];
  return typeof value === 'string' ? value : '';
}

async function storeDraft(req: Request): Promise<boolean> {
  const draft = readDraft(req);
  if (!draft || (await consumeRateLimit(getDatabase(req).pool, draftLimit, clientAddress(req))) > 0) return false;
  req.session.draft = draft;
  return true;
}

function readDraft(req: Request): FormDraft | undefined {
  const body = (req.body ?? {}) as Record<string, unknown>;
  const path = localPath(body['_at']);
  const by = formOwner(body);
  if (by === undefined || path === undefined) return undefined;
  const fields = savedFields(body);
  if (JSON.stringify(fields).length > maxCharacters) return undefined;
  return { path, by, fields, until: currentTime(req).getTime() + lifetimeMs };
}

function savedFields(body: Record<string, unknown>): DraftFields {
  const fields: DraftFields = {};
  for (const [name, value] of Object.entries(body)) {
    if (neverSaved.test(name)) continue;
    if (typeof value === 'string') fields[withoutNul(name)] = withoutNul(value);
    if (isTexts(value)) fields[withoutNul(name)] = value.map(withoutNul);
  }
  return fields;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

// PostgreSQL's JSON does not allow NUL.
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
