import type { Request } from 'express';

const ownSites = ['same-origin', 'none'];

/** A form that a page of another site sent, by what browsers say of it; older ones only name its origin. */
export function isCrossSite(req: Request): boolean {
  if (req.method === 'GET' || req.method === 'HEAD') return false;
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return !ownSites.includes(site);
  const origin = req.get('origin');
  return origin !== undefined && hostname(origin) !== hostname(`http://${req.get('host')}`);
}

// Without the port, which some proxies leave out of the Host header.
function hostname(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).hostname : undefined;
}
