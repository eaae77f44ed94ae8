// A page about background work shows its progress and reloads once the work is done. Without scripts the page has a
// link for that.
import { currentPath } from './fragment.ts';

/** Small work is over after half a second. */
const firstMs = 500;

export function startRefresh(): void {
  if (document.querySelector('main[data-refresh]')) setTimeout(refresh, firstMs);
}

function refreshLater(): void {
  const seconds = document.querySelector<HTMLElement>('main[data-refresh]')?.dataset['refresh'];
  setTimeout(refresh, Number(seconds) * 1000);
}

async function refresh(): Promise<void> {
  const request = { headers: { 'X-Fragment': 'progress' }, cache: 'no-store' } as const;
  const response = await fetch(currentPath(), request).catch(() => undefined);
  // While the server restarts, the work waits too.
  if (!response || response.status >= 500) return refreshLater();
  const newest = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!newest.querySelector('main[data-refresh]')) return location.reload();
  showProgress(newest);
  refreshLater();
}

function showProgress(newest: Document): void {
  const [shown, next] = [document.querySelector('[data-progress]'), newest.querySelector('[data-progress]')];
  if (shown && next && !shown.isEqualNode(next)) shown.replaceWith(next);
}
