/**
 * Shows a file input as a button with the name of the chosen file. The input lies invisibly over both, so choosing,
 * dropping and the keyboard stay the browser's.
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
