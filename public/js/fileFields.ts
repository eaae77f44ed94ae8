/**
 * Shows a file input as a button with the name of the chosen file. The invisible input covers both, so choosing,
 * dropping and keyboard use are left to the browser.
 */
export function startFileFields(): void {
  for (const field of document.querySelectorAll<HTMLElement>('[data-file]')) startFileField(field);
}

function startFileField(field: HTMLElement): void {
  const input = field.querySelector('input');
  const name = field.querySelector('.file-name');
  if (!input || !name) return;
  const hint = name.textContent;
  const show = () => {
    const names = [...(input.files ?? [])].map((file) => file.name);
    name.textContent = names.join(', ') || hint;
    field.classList.toggle('file-chosen', names.length > 0);
  };
  field.classList.add('file-on');
  input.addEventListener('change', show);
  for (const type of ['dragenter', 'dragleave', 'drop']) {
    input.addEventListener(type, () => field.classList.toggle('file-over', type === 'dragenter'));
  }
  show();
}
