/** A part of a page as the server makes it for scripts (`X-Fragment`). Rejects when it cannot be had, as after signing out. */
export async function fetchFragment(address: string, kind: string): Promise<DocumentFragment> {
  // Not kept: the same address without the header is a whole page.
  const response = await fetch(address, { headers: { 'X-Fragment': kind }, cache: 'no-store' });
  if (!response.ok || response.redirected) throw new Error(`Answered ${response.status}`);
  const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
  drawIcons(answer);
  const part = document.createDocumentFragment();
  part.append(...answer.body.childNodes);
  return part;
}

/** The drawings that this page lacks go where it keeps them. */
export function drawIcons(answer: Document): void {
  const sprite = document.querySelector('body > svg.d-none');
  for (const symbol of answer.querySelectorAll('svg.d-none > symbol')) {
    if (!document.getElementById(symbol.id)) sprite?.append(symbol);
  }
  for (const used of answer.querySelectorAll('svg.d-none')) used.remove();
}

/** Where the browser is, to come back to. */
export function here(): string {
  return location.pathname + location.search;
}
