/**
 * The area in which scripts show what they did. It is visible wherever the page is scrolled to, and screen readers
 * announce it. taskRows.ts sends the forms in the task area.
 */
export function messageArea(kind: 'task' | 'status'): HTMLElement {
  return document.querySelector<HTMLElement>(`[data-${kind}-message]`) ?? createMessageArea(kind);
}

function createMessageArea(kind: string): HTMLElement {
  const area = document.createElement('div');
  area.className = 'task-message';
  area.setAttribute(`data-${kind}-message`, '');
  area.setAttribute('aria-live', 'polite');
  document.querySelector('main')?.append(area);
  return area;
}
