import type { Response } from 'express';
import type { Flash, FlashAction } from '../http/flash.ts';

/** The message after a change: shown on the next page, or returned to scripts at once. */
export interface ChangeMessage extends Flash {
  actions: FlashAction[];
}

/** The message in the language of the request, for the view `layout/flash`. */
export function changeMessage(res: Response, { kind, key, params, actions }: ChangeMessage) {
  const { t } = res.locals;
  return { kind, text: t(key, params), actions: actions.map((action) => ({ ...action, label: t(action.label) })) };
}
