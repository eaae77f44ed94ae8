import type { Request } from 'express';

/** The matched route, as `/contacts/:id/edit`. Its mount path comes from the address: errors reset `req.baseUrl`. */
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
