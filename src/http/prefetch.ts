import type { Request, RequestHandler } from 'express';

/** A browser shows a prefetched page for up to five minutes, so every POST clears them, as Chromium 138 can. */
export const prefetch: RequestHandler = (req, res, next) => {
  if (!['GET', 'HEAD'].includes(req.method)) res.set('Clear-Site-Data', '"prefetchCache"');
  else if (req.user && canForget(req) && req.get('Save-Data') !== 'on') res.set('Speculation-Rules', rulesFor(req));
  next();
};

export function isPrefetch(req: Request): boolean {
  return /^prefetch\b/.test(String(req.headers['sec-purpose'] ?? ''));
}

const firstThatForgets = 138;

function canForget(req: Request): boolean {
  const [, version] = /"Chromium";v="(\d+)/.exec(req.get('Sec-CH-UA') ?? '') ?? [];
  return Number(version) >= firstThatForgets;
}

/** On phones the hover rules would prefetch every visible link. */
function rulesFor(req: Request): string {
  return req.get('Sec-CH-UA-Mobile') === '?1'
    ? '"/prefetch-touch.speculationrules"'
    : '"/prefetch-hover.speculationrules"';
}
