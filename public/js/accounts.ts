/** Adds a button to every password field of a `<form data-passwords>` that shows and hides the password. */
export function addPasswordToggles(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passwords]')) {
    const fields = form.querySelectorAll<HTMLInputElement>('input[type=password]');
    for (const field of fields) addButton(field, form.dataset);
    // Hides the password before the submit, or the browser would remember it as form input.
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
    const reveal = field.type === 'password';
    field.type = reveal ? 'text' : 'password';
    button.textContent = reveal ? hide : show;
    button.ariaPressed = String(reveal);
  });
  const wrapper = document.createElement('div');
  wrapper.className = 'password';
  field.replaceWith(wrapper);
  wrapper.append(field, button);
}

/**
 * `<div data-reveal-when-changed="field" data-saved="…">`: shown once the value of the field differs from the saved
 * one.
 */
export function revealWhenChanged(): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-reveal-when-changed]')) {
    const field = document.getElementById(part.dataset['revealWhenChanged'] ?? '');
    if (!(field instanceof HTMLInputElement)) continue;
    const update = () => {
      part.hidden = field.value.trim() === part.dataset['saved'];
      for (const input of part.querySelectorAll('input')) input.disabled = part.hidden;
    };
    field.addEventListener('input', update);
    update();
  }
}

/** Sends the browser's time zone with the sign-up form, and offers it on a profile that has another one. */
export function reportTimeZone(): void {
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
