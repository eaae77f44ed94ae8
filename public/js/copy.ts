/** `<button data-copy="#id" hidden>`: copies what stands there, or is typed there. */
export function offerCopies(within: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const button of within.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const from = document.querySelector<HTMLElement>(button.dataset['copy'] ?? '');
  if (!from) return;
  await navigator.clipboard.writeText(isField(from) ? from.value : textOf(from));
  const label = button.querySelector('span');
  const before = label?.textContent ?? '';
  if (!label || before === button.dataset['copied']) return;
  label.textContent = button.dataset['copied'] ?? before;
  setTimeout(() => {
    label.textContent = before;
  }, 2000);
}

function isField(from: HTMLElement): from is HTMLTextAreaElement | HTMLInputElement {
  return from instanceof HTMLTextAreaElement || from instanceof HTMLInputElement;
}

/** A list of codes line by line; of a summary the sentences and their headings, without links and buttons. */
function textOf(from: HTMLElement): string {
  const codes = [...from.querySelectorAll('code')].map((code) => code.textContent);
  if (codes.length > 0) return codes.join('\n');
  const parts = [...from.querySelectorAll('h3, .ai-text, p')];
  return parts
    .map((part) => (part.matches('h3') ? `\n${part.textContent}` : `- ${part.textContent}`))
    .join('\n')
    .trim();
}
