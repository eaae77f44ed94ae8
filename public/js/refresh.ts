// A page about background work shows its progress and reloads once the work is done. Without scripts the page has a
// link for that.
import { currentPath } from './fragment.ts';

/** Small work is over after half a second. */
const firstMs = 500;

export function startRefresh(): void {
  const seconds = refreshSeconds(document);
  if (seconds) setTimeout(refresh, firstMs, seconds);
}

function refreshSeconds(page: Document): number {
  return Number(page.querySelector<HTMLElement>('main[data-refresh]')?.dataset['refresh'] ?? 0);
}

async function refresh(seconds: number): Promise<void> {
  const request = { headers: { 'X-Fragment': 'progress' }, cache: 'no-store' } as const;
  const response = await fetch(currentPath(), request).catch(() => undefined);
  // While the server restarts, the work waits too.
  if (!response || response.status >= 500) return refreshLater(seconds);
  const newest = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!refreshSeconds(newest)) return location.reload();
  showProgress(newest);
  refreshLater(refreshSeconds(newest));
}

function refreshLater(seconds: number): void {
  setTimeout(refresh, seconds * 1000, seconds);
}

/** Replaces the content only: screen readers do not announce a live region that is itself new. */
function showProgress(newest: Document): void {
  const [shown, next] = [document.querySelector('[data-progress]'), newest.querySelector('[data-progress]')];
  if (shown && next && !shown.isEqualNode(next)) shown.replaceChildren(...next.childNodes);
}
