import type { Request } from 'express';
import { returnPath } from './returnPath.ts';

interface List {
  /** Its path without a query. */
  path: string;
  /** The page that the list shows for a query. It differs from the requested page when that one does not exist. */
  shownPage(query: Record<string, string>): Promise<number>;
}

/**
 * Where `POST …/delete/` leads: to the list that the record was opened from, with its filter and page. Of a page that
 * has become empty, the one before is shown.
 */
export async function pathAfterDelete(req: Request, { path, shownPage }: List): Promise<string> {
  const back = returnPath(req);
  if (back === undefined || back.startsWith(recordPath(req))) return path;
  const { pathname, searchParams } = new URL(back, 'http://site.invalid');
  const page = Number(searchParams.get('page'));
  if (pathname !== path || !(page > 1)) return back;
  if ((await shownPage(Object.fromEntries(searchParams))) === page) return back;
  searchParams.set('page', String(page - 1));
  return `${path}?${searchParams}`;
}

/** `/contacts/7/` of `/contacts/7/delete/`. */
function recordPath({ baseUrl, path }: Request): string {
  return baseUrl + path.replace(/delete\/?$/, '');
}
