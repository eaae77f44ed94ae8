import { fold } from './tagNames.ts';

/** `<… data-find-within>` has a hidden search field and a list, of which it shows the items with the typed text. */
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
