/** Each password of a `<form data-passwords>` gets a button that shows and hides it. */
export function showPasswords(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passwords]')) {
    const fields = form.querySelectorAll<HTMLInputElement>('input[type=password]');
    for (const field of fields) addButton(field, form.dataset);
    // Back to dots before the browser sees it sent, or it keeps the password among the words typed into forms.
    form.addEventListener('submit', () => {
      for (const field of fields) field.type = 'password';
    });
  }
}

function addButton(field: HTMLInputElement, { show = '', hide = '', showLabel = '' }: DOMStringMap): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-link password-button';
  button.textContent = show;
  button.ariaLabel = showLabel;
  button.ariaPressed = 'false';
  button.addEventListener('click', () => {
    const shown = field.type === 'password';
    field.type = shown ? 'text' : 'password';
    button.textContent = shown ? hide : show;
    button.ariaPressed = String(shown);
  });
  const around = document.createElement('div');
  around.className = 'password';
  field.replaceWith(around);
  around.append(field, button);
}

/** `<div data-asked-when="field" data-saved="…">`: what is in it is asked for once the field is no longer what is saved. */
export function askWhenChanged(): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-asked-when]')) {
    const field = document.getElementById(part.dataset['askedWhen'] ?? '');
    if (!(field instanceof HTMLInputElement)) continue;
    const show = () => {
      part.hidden = field.value.trim() === part.dataset['saved'];
      for (const input of part.querySelectorAll('input')) input.disabled = part.hidden;
    };
    field.addEventListener('input', show);
    show();
  }
}

/** Tells the server the browser's time zone at sign-up, and a person whose profile has another one. */
export function tellTimeZone(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of document.querySelectorAll<HTMLInputElement>('[data-browser-zone]')) field.value = zone;
  for (const hint of document.querySelectorAll<HTMLElement>('[data-zone-hint]')) offerZone(hint, zone);
}

function offerZone(hint: HTMLElement, zone: string): void {
  const select = document.getElementById(hint.dataset['zoneHint'] ?? '');
  const name = hint.querySelector('strong');
  if (!(select instanceof HTMLSelectElement) || !name || select.value === zone) return;
  if (![...select.options].some((option) => option.value === zone)) return;
  name.textContent = zone;
  hint.hidden = false;
  hint.querySelector('button')?.addEventListener('click', () => {
    select.value = zone;
    select.dispatchEvent(new Event('input', { bubbles: true }));
    hint.hidden = true;
    select.focus();
  });
}
