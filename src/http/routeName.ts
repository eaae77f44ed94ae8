import type { Request } from 'express';

/**
 * The matched route as the log names it, `/contacts/:id/edit`, or `unmatched` when no route was reached. What stands before
 * the route's own path comes from the address: the router has already reset `req.baseUrl` when an error is handled.
 */
export function routeName({ route, originalUrl }: Request): string {
  const path: unknown = route?.path;
  if (typeof path !== 'string') return 'unmatched';
  const own = segments(path);
  const all = segments(originalUrl.split('?', 1)[0] ?? '');
  return `/${[...all.slice(0, all.length - own.length), ...own].join('/')}`;
}

function segments(path: string): string[] {
  return path.split('/').filter(Boolean);
}
