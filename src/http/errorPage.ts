import type { Response } from 'express';
import type { Lost } from './forms/rejectedForm.ts';
import { page } from './page.ts';

interface ErrorLocals extends Lost {
  status: number;
  /** Seconds to wait, for 429 and 503. */
  wait: number | undefined;
  /** What to tell the operator: stands in the log beside the error. */
  reference: string | undefined;
  /** The stack, only with DEBUG. */
  detail: string | undefined;
}

const known = new Set([400, 403, 404, 409, 413, 422, 429, 500, 503, 507]);
const view = page<ErrorLocals & { kind: number }>('errors/error');

/** The page of an error, in the look of all others. */
export function errorPage(res: Response, locals: ErrorLocals): void {
  const kind = known.has(locals.status) ? locals.status : locals.status >= 500 ? 500 : 400;
  view(res, { ...locals, kind, title: res.locals['t'](`errors.${kind}.title`), section: 'none' });
}
