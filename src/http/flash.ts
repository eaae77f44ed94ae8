import type { Request } from 'express';
import type { TextKey, TextParams } from '../i18n/translate.ts';
import { isPrefetch } from './prefetch.ts';

export type FlashKind = 'success' | 'info' | 'warning' | 'danger';

export interface FlashAction {
  label: TextKey;
  params?: TextParams;
  href?: string;
  post?: string;
}

/** A message that the next page shows once, kept as a key so that it appears in that page's language. */
export interface Flash {
  kind: FlashKind;
  key: TextKey;
  params?: TextParams;
  actions?: FlashAction[];
  /** The page that shows the message until its background work is done. */
  shownOn?: string;
}

declare module 'express-session' {
  interface SessionData {
    flash?: Flash[];
  }
}

export function flash(req: Request, kind: FlashKind, key: TextKey, more: Pick<Flash, 'params' | 'actions'> = {}): void {
  // A new message replaces those that a waiting page keeps showing.
  const unseen = (req.session.flash ?? []).filter(({ shownOn }) => shownOn === undefined);
  req.session.flash = [...unseen, { kind, key, ...more }];
}

/**
 * Removes the messages from the session, except for a request whose response the user may never see. A page that
 * reloads when its background work is done keeps them until then.
 */
export function takeFlash(req: Request, isWaiting = false): Flash[] {
  if (isPrefetch(req) || req.headers['x-fragment'] === 'progress') return [];
  const here = req.originalUrl?.split('?')[0] ?? '';
  const messages = (req.session?.flash ?? []).filter(({ shownOn }) => shownOn === undefined || shownOn === here);
  if (isWaiting && messages.length > 0) req.session.flash = messages.map((one) => ({ ...one, shownOn: here }));
  else if (req.session?.flash) delete req.session.flash;
  return messages;
}
