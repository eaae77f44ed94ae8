/** `<button data-print hidden>`: prints the page. */
export function enablePrintButtons(part: ParentNode): void {
  for (const button of part.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}
