/**
 * Fetches a part of a page that the server renders for scripts (`X-Fragment`). Rejects on an error or a redirect to
 * sign in.
 */
export async function fetchFragment(url: string, kind: string): Promise<DocumentFragment> {
  // Not cached: without the header the same URL is a whole page.
  const response = await fetch(url, { headers: { 'X-Fragment': kind }, cache: 'no-store' });
  if (!response.ok || response.redirected) throw new Error(`Answered ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const part = document.createDocumentFragment();
  part.append(...page.body.childNodes);
  return part;
}

export function currentPath(): string {
  return location.pathname + location.search;
}
