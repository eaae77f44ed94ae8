/** `<button data-copy="#id" hidden>`: copies the text or the value of an element. */
export function enableCopyButtons(part: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const button of part.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const source = document.querySelector<HTMLElement>(button.dataset['copy'] ?? '');
  if (!source) return;
  await navigator.clipboard.writeText(isField(source) ? source.value : plainText(source));
  const label = button.querySelector('span');
  const before = label?.textContent ?? '';
  if (!label || before === button.dataset['copied']) return;
  label.textContent = button.dataset['copied'] ?? before;
  setTimeout(() => {
    label.textContent = before;
  }, 2_000);
}

function isField(element: HTMLElement): element is HTMLTextAreaElement | HTMLInputElement | HTMLDataElement {
  return [HTMLTextAreaElement, HTMLInputElement, HTMLDataElement].some((kind) => element instanceof kind);
}

/** Recovery codes are copied one per line; a summary is copied as headings and sentences, without links and buttons. */
function plainText(element: HTMLElement): string {
  const codes = [...element.querySelectorAll('code')].map((code) => code.textContent);
  if (codes.length > 0) return codes.join('\n');
  const parts = [...element.querySelectorAll('h3, .ai-text, p')];
  return parts
    .map((part) => (part.matches('h3') ? `\n${part.textContent}` : `- ${part.textContent}`))
    .join('\n')
    .trim();
}
