import type { Response } from 'express';
import type { RejectedForm } from './forms/rejectedForm.ts';
import { page } from './page.ts';

interface ErrorLocals extends RejectedForm {
  status: number;
  /** Seconds to wait, for 429 and 503. */
  retryAfter: number | undefined;
  reference: string | undefined;
  detail: string | undefined;
}

const kinds = [400, 403, 404, 409, 413, 422, 429, 500, 503, 507] as const;
type Kind = (typeof kinds)[number];

const view = page<ErrorLocals & { kind: Kind }>('errors/error');

export function errorPage(res: Response, locals: ErrorLocals): void {
  const kind = errorKind(locals.status);
  view(res, { ...locals, kind, title: res.locals.t(`errors.${kind}.title`), section: 'none' });
}

function errorKind(status: number): Kind {
  return kinds.find((kind) => kind === status) ?? (status >= 500 ? 500 : 400);
}
