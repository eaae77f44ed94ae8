import { fold } from './tagNames.ts';

/**
 * Handles `<… data-find-within>`: its hidden search field appears, and its list shows only the items that contain the
 * typed text.
 */
export function startFindWithin(): void {
  for (const root of document.querySelectorAll('[data-find-within]')) {
    const input = root.querySelector<HTMLInputElement>('input[type=search]');
    if (!input) continue;
    input.hidden = false;
    input.addEventListener('input', () => showMatching(root, fold(input.value.trim())));
  }
}

function showMatching(root: Element, text: string): void {
  for (const item of root.querySelectorAll('li')) item.hidden = !fold(item.textContent ?? '').includes(text);
}
