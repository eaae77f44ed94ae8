/** Saves recovery codes as a text file that is made here: the server shows them once and keeps none. */
export function startSavingCodes(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-save-codes]')) {
    button.hidden = false;
    button.addEventListener('click', () => save(button.dataset['file'] ?? '', codesText()));
  }
}

function codesText(): string {
  const codes = [...document.querySelectorAll('#codes code')].map((code) => code.textContent ?? '');
  return [document.getElementById('codes-owner')?.textContent ?? '', '', ...codes, ''].join('\n');
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
