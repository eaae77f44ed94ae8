// Every route of the app, read from its router, so that tests that walk the routes cover a new one automatically.
import type { Express } from 'express';
import type { RecordIds } from './records.ts';

export interface Route {
  method: 'GET' | 'POST';
  /** As Express has it, with mounts and without a slash at the end: `/contacts/:id/edit`. */
  pattern: string;
}

interface Listed {
  path: unknown;
  methods: string[] | undefined;
  router: { listRoutes(): Listed[] } | undefined;
}

export function routesOf(app: Express): Route[] {
  const { router } = app as unknown as { router: { listRoutes(): Listed[] } };
  return listed(router.listRoutes(), '');
}

function listed(routes: Listed[], prefix: string): Route[] {
  return routes.flatMap(({ path, methods, router }) => {
    const pattern = join(prefix, path);
    if (router) return listed(router.listRoutes(), pattern);
    return (methods ?? []).filter((method) => method !== 'HEAD').map((method) => ({ method: known(method), pattern }));
  });
}

function join(prefix: string, path: unknown): string {
  if (typeof path !== 'string' || /[*{}()]/.test(path)) throw new Error(`A path these tests cannot read: ${path}`);
  return `${prefix}${path}`.replace(/\/+$/, '');
}

function known(method: string): Route['method'] {
  if (method === 'GET' || method === 'POST') return method;
  throw new Error(`A method that these tests do not try: ${method}`);
}

const parameter = /:(\w+)/g;

/** A date does not count, since it has no owner: every signed-in user has a page for each date. */
export function hasParameter({ pattern }: Route): boolean {
  return pattern.includes(':') && !pattern.includes(':date');
}

/** The route's address with one user's records in it. Throws on a parameter that nobody has said how to fill. */
export function addressOf({ pattern }: Route, ids: RecordIds): string {
  return `${pattern.replace(parameter, (_, name: string, at: number) => fill(pattern, name, at, ids))}/`;
}

/** The same with any text for its parameters. */
export function addressWith({ pattern }: Route, text: string): string {
  return `${pattern.replace(parameter, text)}/`;
}

const owners: [prefix: string, record: keyof RecordIds][] = [
  ['/contacts/import/:', 'import'],
  ['/contacts/:', 'contact'],
  ['/companies/:', 'company'],
  ['/interactions/:', 'interaction'],
  ['/tasks/:', 'task'],
  ['/tags/:', 'tag'],
  ['/trash/:', 'trash'],
  ['/activity/:', 'act'],
  ['/contacts/:id/history/:', 'contactChange'],
  ['/companies/:id/history/:', 'companyChange'],
  ['/interactions/:id/history/:', 'interactionChange'],
  ['/tasks/:id/history/:', 'taskChange'],
  ['/tags/:id/history/:', 'tagChange'],
  ['/contacts/views/:', 'view'],
  ['/companies/views/:', 'companyView'],
  ['/accounts/passkeys/:', 'passkey'],
  ['/mail/templates/:', 'template'],
  ['/contacts/:id/merge/:', 'act'],
  ['/companies/:id/merge/:', 'act'],
  ['/duplicates/different/:', 'different'],
  ['/accounts/data/:', 'load'],
  ['/ai/summarize/:', 'contact'],
  ['/ai/email/:', 'contact'],
  ['/ai/tidy/:', 'contact'],
  ['/ai/prompt/:', 'contact'],
];

function fill(pattern: string, name: string, at: number, ids: RecordIds): string {
  const before = pattern.slice(0, at + 1);
  const [, record] = owners.find(([prefix]) => prefix === before) ?? [];
  if (record) return String(ids[record]);
  if (/^\/(accounts\/reset|accounts\/morning-mail\/stop|feed)\/:$/.test(before)) return 'no-such-link';
  if (name === 'date') return '2026-01-31';
  if (pattern.startsWith('/admin/')) return name === 'kind' ? 'contacts' : '1';
  throw new Error(`How is :${name} of ${pattern} filled? Say so in tests/support/routes.ts.`);
}
