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
    const [file] = input.files ?? [];
    name.textContent = file?.name ?? hint;
    field.classList.toggle('file-chosen', Boolean(file));
  };
  field.classList.add('file-on');
  input.addEventListener('change', show);
  for (const type of ['dragenter', 'dragleave', 'drop']) {
    input.addEventListener(type, () => field.classList.toggle('file-over', type === 'dragenter'));
  }
  show();
}
