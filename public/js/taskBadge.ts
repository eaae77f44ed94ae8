/** Replaces the number of due tasks in the menu; null for none. */
export function updateBadge(badge: Element | null): void {
  const tab = document.querySelector('.tab-tasks');
  tab?.querySelector('.tab-count')?.remove();
  if (badge) tab?.append(badge);
}
