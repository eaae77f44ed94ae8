type Value = string | number;
export type Query = Record<string, Value | readonly Value[] | undefined>;

/** Adds query parameters. Undefined and empty ones are left out; a list adds one parameter per value. */
export function withQuery(path: string, query: Query): string {
  const parameters: [string, string][] = [];
  for (const name in query) {
    const value = query[name];
    const values = typeof value === 'object' ? value : [value];
    for (const one of values) if (one !== undefined && one !== '') parameters.push([name, String(one)]);
  }
  return parameters.length === 0 ? path : `${path}?${new URLSearchParams(parameters)}`;
}

/** The path if it stays on this site (`/contacts/?page=2`), else undefined, as for `//evil`, `/\evil` and `https:`. */
export function localPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || !text.startsWith('/') || text.length > 2000) return undefined;
  const base = 'http://site.invalid';
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : undefined;
}
