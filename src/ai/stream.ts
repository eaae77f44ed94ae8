import type { Response } from 'express';
import { drawFragment } from '../http/page.ts';

/** Lines of JSON that a script of ours puts into the page as they come (public/js/ai.ts). */
interface LineWriter {
  /** A view without the layout, under a name that the script knows. */
  view(kind: string, view: string, locals: object): void;
  line(kind: string, more?: object): void;
  end(): void;
}

/** Starts an answer of lines; `no-transform` keeps a proxy's compression from holding them back. */
export function startLines(res: Response): LineWriter {
  res.set({
    'Content-Type': 'application/x-ndjson; charset=utf-8',
    'Cache-Control': 'private, no-store, no-transform',
  });
  res.set('X-Accel-Buffering', 'no');
  res.flushHeaders();
  const line = (kind: string, more: object = {}) => {
    if (!res.destroyed) res.write(`${JSON.stringify({ kind, ...more })}\n`);
  };
  return {
    line,
    view: (kind, view, locals) => line(kind, { html: drawFragment(res, view, locals) }),
    end: () => res.end(),
  };
}

/** Whether a script asked for lines. */
export function wantsLines(res: Response): boolean {
  return res.req.get('accept') === 'application/x-ndjson';
}
