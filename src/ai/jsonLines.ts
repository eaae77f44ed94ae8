import type { Response } from 'express';
import { renderFragment } from '../http/page.ts';

/** Writes lines of JSON, which public/js/ai.ts inserts into the page as they arrive. */
interface JsonLinesWriter {
  view(kind: string, view: string, locals: object): void;
  line(kind: string, more?: object): void;
  end(): void;
}

/** Starts the response; `no-transform` keeps proxies from buffering it for compression. */
export function startJsonLines(res: Response): JsonLinesWriter {
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
    view: (kind, view, locals) => line(kind, { html: renderFragment(res, view, locals) }),
    end: () => res.end(),
  };
}

export function acceptsJsonLines(res: Response): boolean {
  return res.req.get('accept') === 'application/x-ndjson';
}
