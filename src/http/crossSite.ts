import type { Request } from 'express';

const ownSites = ['same-origin', 'none'];

/** Whether a page of another site sent the form, as reported by the browser. Older browsers only send the origin. */
export function isCrossSite(req: Request): boolean {
  if (req.method === 'GET' || req.method === 'HEAD') return false;
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return !ownSites.includes(site);
  const origin = req.get('origin');
  return origin !== undefined && hostname(origin) !== hostname(`http://${req.get('host')}`);
}

// The port is ignored, because some proxies drop it from the Host header.
function hostname(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).hostname : undefined;
}
