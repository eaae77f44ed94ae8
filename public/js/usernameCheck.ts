/**
 * `<form data-username-check="path">`: says on leaving the field that the username is taken, before passwords are sent.
 */
export function startUsernameCheck(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-username-check]');
  const field = form?.querySelector<HTMLInputElement>('input[name=username]');
  if (!form || !field) return;
  field.addEventListener('change', () => void check(form, field));
  field.addEventListener('input', () => field.setCustomValidity(''));
}

async function check(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
  const { value } = field;
  if (value.trim() === '') return;
  const body = new URLSearchParams({ username: value });
  for (const name of ['_csrf', 'invite']) body.set(name, String(new FormData(form).get(name) ?? ''));
  const path = form.dataset['usernameCheck'] ?? '';
  const response = await fetch(path, { method: 'POST', body }).catch(() => undefined);
  if (!response?.ok || response.redirected) return;
  const error = await response.text();
  if (field.value === value) showError(field, error);
}

/** The form is not submitted while the error is shown, because the response would clear the passwords. */
function showError(field: HTMLInputElement, html: string): void {
  const id = `${field.id}-error`;
  document.getElementById(id)?.remove();
  field.insertAdjacentHTML('afterend', html);
  const error = document.getElementById(id);
  field.setCustomValidity(error?.textContent?.trim() ?? '');
  field.classList.toggle('is-invalid', error !== null);
  field.ariaInvalid = error ? 'true' : null;
  const described = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((other) => other && other !== id);
  field.setAttribute('aria-describedby', (error ? [...described, id] : described).join(' '));
}
