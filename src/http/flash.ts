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
}

declare module 'express-session' {
  interface SessionData {
    flash?: Flash[];
  }
}

export function flash(req: Request, kind: FlashKind, key: TextKey, more: Pick<Flash, 'params' | 'actions'> = {}): void {
  req.session.flash = [...(req.session.flash ?? []), { kind, key, ...more }];
}

/** Takes the messages out of the session, except for a prefetch, which the user may never see. */
export function takeFlash(req: Request): Flash[] {
  if (isPrefetch(req)) return [];
  const messages = req.session?.flash ?? [];
  if (messages.length > 0) delete req.session.flash;
  return messages;
}
