/**
 * Where scripts show what they did: visible wherever the page is scrolled to, and announced by screen readers. Forms in the
 * area of tasks are sent by taskRows.ts.
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
