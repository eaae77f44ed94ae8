/** A part of a page as the server makes it for scripts (`X-Fragment`). Rejects when it cannot be had, as after signing out. */
export async function fetchFragment(address: string, kind: string): Promise<DocumentFragment> {
  // Not kept: the same address without the header is a whole page.
  const response = await fetch(address, { headers: { 'X-Fragment': kind }, cache: 'no-store' });
  if (!response.ok || response.redirected) throw new Error(`Answered ${response.status}`);
  const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
  const part = document.createDocumentFragment();
  part.append(...answer.body.childNodes);
  return part;
}

/** Where the browser is, to come back to. */
export function here(): string {
  return location.pathname + location.search;
}
