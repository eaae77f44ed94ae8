import type { Request, RequestHandler } from 'express';

/**
 * A page whose link the pointer rests on (or, on a phone, a finger touches) is fetched ahead, by the rules in
 * public/root/*.speculationrules: lists and records only, whose GET changes nothing that matters; never the account, the
 * admin area (there a reading is logged), a file or sign-out.
 *
 * What was found: `<link rel=prefetch>` goes through the HTTP cache, which private pages with `no-cache` may not be used
 * from unasked (and older Chromium did, for five minutes, whatever was saved since). Speculation rules keep the page
 * outside of that cache, up to five minutes for the document that asked, also whatever is saved in another tab or by a
 * script meanwhile. So each POST says `Clear-Site-Data: "prefetchCache"`, which throws all of them away, and only a
 * browser that understands it (Chromium 138) gets the rules. It tells its version on HTTPS and localhost only, the
 * others go without. With Save-Data nothing is fetched ahead.
 */
export const prefetch: RequestHandler = (req, res, next) => {
  if (!['GET', 'HEAD'].includes(req.method)) res.set('Clear-Site-Data', '"prefetchCache"');
  else if (req.user && canForget(req) && req.get('Save-Data') !== 'on') res.set('Speculation-Rules', rulesFor(req));
  next();
};

/** Whether the page may never be looked at: what is told once must wait for one that is. */
export function isPrefetch(req: Request): boolean {
  return /^prefetch\b/.test(String(req.headers['sec-purpose'] ?? ''));
}

const firstThatForgets = 138;

function canForget(req: Request): boolean {
  const [, version] = /"Chromium";v="(\d+)/.exec(req.get('Sec-CH-UA') ?? '') ?? [];
  return Number(version) >= firstThatForgets;
}

/** On a phone "moderate" means whatever link is in sight, at the cost of the owner's data; a touch is meant. */
function rulesFor(req: Request): string {
  return req.get('Sec-CH-UA-Mobile') === '?1'
    ? '"/prefetch-touch.speculationrules"'
    : '"/prefetch-hover.speculationrules"';
}
